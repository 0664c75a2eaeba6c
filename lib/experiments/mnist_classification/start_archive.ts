/** A start as the bytes of an archive, to hand from one node to another. */
import { decodeArrays, encodeArrays } from "../../io/arrays.ts";
import { arraysOf, matrixOf } from "../matrices.ts";
import { randomArrays, randomOf } from "../random_archive.ts";
import type { Start } from "./initialise.ts";

/** Arrays W0, W1, B1, B1_large, and the generator as random_words and random_position. */
export function encodeStart({ random, ...matrices }: Start): Uint8Array {
  return encodeArrays({ ...arraysOf(matrices), ...randomArrays(random) });
}

/**
 * The start of an archive.
 *
 * @throws {SyntaxError} if the bytes are no archive.
 * @throws {TypeError} if an array is missing or of the wrong kind.
 */
export function decodeStart(bytes: Uint8Array): Start {
  const arrays = decodeArrays(bytes);
  return {
    W0: matrixOf(arrays, "W0"),
    W1: matrixOf(arrays, "W1"),
    B1: matrixOf(arrays, "B1"),
    B1_large: matrixOf(arrays, "B1_large"),
    random: randomOf(arrays),
  };
}
