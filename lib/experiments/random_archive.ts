/** Where a random generator stands, in archives of named arrays. */
import type { NamedArray } from "../io/arrays.ts";
import type { RandomState } from "../random/numpy_random.ts";
import { integersOf } from "./matrices.ts";

/** Arrays random_words and random_position; no start is drawn in the middle of a pair of normal numbers. */
export function randomArrays(random: RandomState): Record<string, NamedArray> {
  if (random.carriedNormal !== null) {
    throw new Error("Internal error: a start carries a normal number");
  }
  return {
    random_words: { shape: [random.mt.length], data: random.mt },
    random_position: { shape: [1], data: Int32Array.of(random.position) },
  };
}

/**
 * The generator of an archive.
 *
 * @throws {TypeError} if an array is missing or of the wrong kind.
 */
export function randomOf(arrays: Record<string, NamedArray>): RandomState {
  return {
    mt: wordsOf(arrays),
    position: integersOf(arrays, "random_position")[0],
    carriedNormal: null,
  };
}

function wordsOf({ random_words }: Record<string, NamedArray>): Uint32Array {
  if (random_words?.data instanceof Uint32Array) return random_words.data;
  throw new TypeError(
    `Cannot read random_words: wanted uint32, received ${
      random_words?.data.constructor.name ?? "no such array"
    }`,
  );
}
