/** The digits by which people judge an autoencoder: the first test image of each. */
import {
  classCount,
  type LabelledImages,
  pixelsPerImage,
  selectImages,
} from "../../datasets/mnist.ts";
import { decodeArrays, type NamedArray } from "../../io/arrays.ts";
import type { NamedValues } from "../archive.ts";

/** Images (bytes) and what a model makes of them (float32, ink 1, paper 0; it may go beyond both), a row for each. */
export type DigitReconstructions = Record<
  "images" | "reconstructions",
  NamedArray
>;

/** Reconstructs the first image of each digit, 0 to 9, that there is one of: `images` and `reconstructions`. */
export async function reconstructDigits(
  network: { reconstruct(pixels: Uint8Array): Promise<Float32Array> },
  images: LabelledImages,
): Promise<NamedValues> {
  const first = Array.from(
    { length: classCount },
    (_, digit) => images.labels.indexOf(digit),
  ).filter((n) => n >= 0);
  const { pixels } = selectImages(images, first);
  const shape = { rows: first.length, columns: pixelsPerImage };
  return {
    images: { ...shape, data: pixels },
    reconstructions: { ...shape, data: await network.reconstruct(pixels) },
  };
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
