/** A start as the bytes of an archive, to hand from one node to another. */
import { decodeArrays, encodeArrays, type NamedArray } from "../../arrays.ts";
import { integersOf, matrixOf, toArray } from "../matrices.ts";
import type { Start } from "./initialise.ts";

/** Arrays W0, W1, B1, B1_large, and the generator as random_words and random_position. */
export function encodeStart({ random, ...matrices }: Start): Uint8Array {
  if (random.carriedNormal !== null) {
    throw new Error("Internal error: a start has drawn a normal number");
  }
  const arrays = Object.entries(matrices).map((
    [name, A],
  ) => [name, toArray(A)]);
  return encodeArrays({
    ...Object.fromEntries(arrays),
    random_words: { shape: [random.mt.length], data: random.mt },
    random_position: { shape: [1], data: Int32Array.of(random.position) },
  });
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
    random: {
      mt: wordsOf(arrays),
      position: integersOf(arrays, "random_position")[0],
      carriedNormal: null,
    },
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
