import { readIdx } from "./idx.ts";

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
