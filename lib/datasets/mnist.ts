/** The files and images of MNIST. */
/** Pixels of an image, row by row: 28 × 28. */
export const pixelsPerImage = 784;

/** The digits 0 to 9. */
export const classCount = 10;

/** Images as bytes, 784 each, 0 for paper and 255 for ink, and the digit each shows. */
export interface LabelledImages {
  count: number;
  pixels: Uint8Array;
  labels: Uint8Array;
}

/** One number to subtract from every pixel, and one to divide it by. */
export interface PixelScale {
  mean: number;
  deviation: number;
}

/**
 * A dense array of bytes, `data` in row-major order, from IDX form: two zero bytes,
 * the element type, the number of dimensions, each dimension as a big-endian uint32,
 * then the elements, the last dimension fastest. `data` shares memory with `bytes`.
 *
 * @throws {SyntaxError} if the header is not that of an IDX array of unsigned bytes.
 * @throws {RangeError} if there are more or fewer bytes than the header promises.
 */
export function readIdx(
  bytes: Uint8Array,
): { shape: number[]; data: Uint8Array } {
  const have = `but there are ${bytes.length}`;
  const requireHeader = (isSound: boolean, otherwise: string) => {
    if (!isSound) throw new SyntaxError(`Cannot read IDX data: ${otherwise}`);
  };
  requireHeader(bytes.length >= 4, `a header needs at least 4 bytes, ${have}`);
  const [first, second, type, rank] = bytes;
  const hex = (byte: number) => byte.toString(16).padStart(2, "0");
  requireHeader(
    first === 0 && second === 0,
    `the first two bytes are ${hex(first)} ${hex(second)}, not 00 00`,
  );
  requireHeader(
    type === 0x08,
    `the element type is ${hex(type)}, not 08 (unsigned byte)`,
  );
  requireHeader(rank > 0, "it has no dimensions");
  const start = 4 + 4 * rank;
  requireHeader(
    bytes.length >= start,
    `a header of ${rank} dimensions needs ${start} bytes, ${have}`,
  );
  const view = new DataView(bytes.buffer, bytes.byteOffset, start);
  const shape = Array.from(
    { length: rank },
    (_, k) => view.getUint32(4 + 4 * k),
  );
  const needed = start + shape.reduce((product, size) => product * size, 1);
  if (bytes.length !== needed) {
    const items = shape.join("×");
    throw new RangeError(
      `Cannot read IDX data: ${items} items need ${needed} bytes, ${have}`,
    );
  }
  return { shape, data: bytes.subarray(start) };
}

/**
 * The images of one IDX file with the labels of another.
 *
 * @throws {RangeError} if the images are not 28×28, or labels are missing, left over, or above 9.
 * @throws {SyntaxError} if either is not IDX data.
 */
export function readLabelledImages(
  images: Uint8Array,
  labels: Uint8Array,
): LabelledImages {
  const { shape: [count, ...size], data: pixels } = readIdx(images);
  if (size.join("×") !== "28×28") {
    throw new RangeError(
      `Cannot read MNIST images: expected shape N×28×28, received ${
        [count, ...size].join("×")
      }`,
    );
  }
  const { shape, data: digits } = readIdx(labels);
  if (shape.length !== 1 || shape[0] !== count) {
    throw new RangeError(
      `Cannot read MNIST labels: expected shape ${count}, received ${
        shape.join("×")
      }`,
    );
  }
  const wrong = digits.findIndex((label) => label >= classCount);
  if (wrong >= 0) {
    throw new RangeError(
      `Cannot read MNIST labels: label ${wrong} is ${
        digits[wrong]
      }, not a digit`,
    );
  }
  return { count, pixels, labels: digits };
}

/**
 * The mean of all pixels and their population standard deviation
 * √(Σ (p − mean)² / n), from counts of the 256 values, so that the sums of
 * integers are exact.
 *
 * @throws {RangeError} if all pixels are equal, or there are none.
 */
export function pixelScale(pixels: Uint8Array): PixelScale {
  const counts = new Float64Array(256);
  for (let i = 0; i < pixels.length; i++) counts[pixels[i]]++;
  let sum = 0;
  counts.forEach((count, value) => sum += count * value);
  const mean = sum / pixels.length;
  let squares = 0;
  counts.forEach((count, value) => squares += count * (value - mean) ** 2);
  const deviation = Math.sqrt(squares / pixels.length);
  if (!(deviation > 0)) {
    throw new RangeError(
      `Cannot standardise pixels: their standard deviation is ${deviation}`,
    );
  }
  return { mean, deviation };
}

/** The images and labels at `indices`, in that order. */
export function selectImages(
  images: LabelledImages,
  indices: ArrayLike<number>,
): LabelledImages {
  const count = indices.length;
  const pixels = new Uint8Array(count * pixelsPerImage);
  const labels = new Uint8Array(count);
  for (let k = 0; k < count; k++) {
    const start = indices[k] * pixelsPerImage;
    pixels.set(
      images.pixels.subarray(start, start + pixelsPerImage),
      k * pixelsPerImage,
    );
    labels[k] = images.labels[indices[k]];
  }
  return { count, pixels, labels };
}
