/** The digits by which people judge an autoencoder: the first test image of each. */
import {
  decodeArrays,
  encodeArrays,
  type NamedArray,
} from "../../io/arrays.ts";
import {
  classCount,
  type LabelledImages,
  pixelsPerImage,
  selectImages,
} from "../../datasets/mnist.ts";

/** Images and what a model makes of them, a row for each. */
export interface DigitReconstructions {
  /** bytes */
  images: NamedArray;
  /** float32, ink 1, paper 0; a model may go beyond both */
  reconstructions: NamedArray;
}

/** Whatever reconstructs images, one row of bytes for each. */
export interface Reconstructing {
  reconstruct(pixels: Uint8Array): Promise<Float32Array>;
}

/** Reconstructs the first image of each digit, 0 to 9, that there is one of. */
export async function reconstructDigits(
  network: Reconstructing,
  images: LabelledImages,
): Promise<DigitReconstructions> {
  const first = Array.from(
    { length: classCount },
    (_, digit) => images.labels.indexOf(digit),
  ).filter((n) => n >= 0);
  const { pixels } = selectImages(images, first);
  const shape = [first.length, pixelsPerImage];
  return {
    images: { shape, data: pixels },
    reconstructions: { shape, data: await network.reconstruct(pixels) },
  };
}

/** The bytes of an archive of `images` and `reconstructions`. */
export function encodeDigits(digits: DigitReconstructions): Uint8Array {
  return encodeArrays({ ...digits });
}

/**
 * The digits of an archive.
 *
 * @throws {SyntaxError} if the bytes are no archive of digits.
 */
export function decodeDigits(bytes: Uint8Array): DigitReconstructions {
  const { images, reconstructions } = decodeArrays(bytes);
  if (images && reconstructions) return { images, reconstructions };
  throw new SyntaxError(
    "Cannot read digits: images or reconstructions are missing",
  );
}
