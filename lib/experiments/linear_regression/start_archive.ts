/** A start as the bytes of an archive, to hand from one node to another. */
import { decodeArrays, encodeArrays } from "../../io/arrays.ts";
import { integersOf, matrixOf, toArray } from "../matrices.ts";
import type { Start } from "./initialise.ts";

/** Arrays T, x, W0, W1, B1, B1_large and order. */
export function encodeStart({ order, ...matrices }: Start): Uint8Array {
  const arrays = Object.entries(matrices).map((
    [name, A],
  ) => [name, toArray(A)]);
  return encodeArrays({
    ...Object.fromEntries(arrays),
    order: { shape: [order.length], data: order },
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
    T: matrixOf(arrays, "T"),
    x: matrixOf(arrays, "x"),
    W0: matrixOf(arrays, "W0"),
    W1: matrixOf(arrays, "W1"),
    B1: matrixOf(arrays, "B1"),
    B1_large: matrixOf(arrays, "B1_large"),
    order: integersOf(arrays, "order"),
  };
}
