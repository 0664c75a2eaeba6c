/** A start as the bytes of an archive, to hand from one node to another. */
import {
  decodeArrays,
  encodeArrays,
  type NamedArray,
} from "../../io/arrays.ts";
import type { Matrix } from "../../linalg/matrix.ts";
import { matrixOf, toArray } from "../matrices.ts";
import { randomArrays, randomOf } from "../random_archive.ts";
import type { Start } from "./initialise.ts";

/** Arrays W0, W1 …, B1, B2 …, and the generator as random_words and random_position. */
export function encodeStart({ W, B, random }: Start): Uint8Array {
  const arrays: Record<string, NamedArray> = randomArrays(random);
  W.forEach((W, k) => arrays[`W${k}`] = toArray(W));
  B.forEach((B, k) => arrays[`B${k + 1}`] = toArray(B));
  return encodeArrays(arrays);
}

/**
 * The start of an archive.
 *
 * @throws {SyntaxError} if the bytes are no archive.
 * @throws {TypeError} if an array is missing or of the wrong kind.
 */
export function decodeStart(bytes: Uint8Array): Start {
  const arrays = decodeArrays(bytes);
  const matrices = (letter: string, first: number): Matrix[] => {
    const names = Object.keys(arrays).filter((name) =>
      new RegExp(`^${letter}\\d+$`).test(name)
    );
    return names.map((_, k) => matrixOf(arrays, `${letter}${first + k}`));
  };
  return { W: matrices("W", 0), B: matrices("B", 1), random: randomOf(arrays) };
}
