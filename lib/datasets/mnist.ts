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
 * The images of one file with the labels of another, in IDX form: two zero bytes, the
 * element type, the number of dimensions, each dimension as a big-endian uint32, then
 * the elements, the last dimension fastest. Nothing is copied.
 *
 * @throws {SyntaxError} if either is not IDX data of bytes, 28×28 or one for an item.
 * @throws {RangeError} if labels are missing, left over, or above 9.
 */
export function readLabelledImages(
  images: Uint8Array,
  labels: Uint8Array,
): LabelledImages {
  const pixels = readIdx(images, [28, 28]), digits = readIdx(labels, []);
  const count = digits.length, shown = pixels.length / pixelsPerImage;
  const largest = digits.reduce((a, b) => Math.max(a, b), 0);
  if (shown !== count || largest >= classCount) {
    throw new RangeError(
      `Cannot read MNIST labels: wanted one from 0 to 9 for each of ${shown} images, received ${count} up to ${largest}`,
    );
  }
  return { count, pixels, labels: digits };
}

/** The bytes of items of one shape. */
function readIdx(bytes: Uint8Array, shape: readonly number[]): Uint8Array {
  const start = 8 + 4 * shape.length;
  const size = shape.reduce((product, length) => product * length, 1);
  const count = (bytes.length - start) / size;
  const header = [0x0801 + shape.length, count, ...shape];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (count < 0 || header.some((n, k) => n !== view.getUint32(4 * k))) {
    const items = ["N", ...shape].join("×");
    throw new SyntaxError(
      `Cannot read IDX data: these ${bytes.length} bytes are not ${items} unsigned bytes`,
    );
  }
  return bytes.subarray(start);
}

/**
 * The mean of all pixels and their population standard deviation
 * √(Σ (p − mean)² / n), from counts of the 256 values, so that the sums of
 * integers are exact.
 */
export function pixelScale(pixels: Uint8Array): PixelScale {
  const counts = new Float64Array(256);
  for (let i = 0; i < pixels.length; i++) counts[pixels[i]]++;
  let sum = 0;
  counts.forEach((count, value) => sum += count * value);
  const mean = sum / pixels.length;
  let squares = 0;
  counts.forEach((count, value) => squares += count * (value - mean) ** 2);
  return { mean, deviation: Math.sqrt(squares / pixels.length) };
}

/** The images and labels at `indices`, in that order. */
export function selectImages(
  images: LabelledImages,
  indices: ArrayLike<number>,
): LabelledImages {
  const count = indices.length, pixels = new Uint8Array(count * pixelsPerImage);
  for (let k = 0; k < count; k++) {
    const start = indices[k] * pixelsPerImage;
    const image = images.pixels.subarray(start, start + pixelsPerImage);
    pixels.set(image, k * pixelsPerImage);
  }
  const labels = Uint8Array.from(indices, (n) => images.labels[n]);
  return { count, pixels, labels };
}
