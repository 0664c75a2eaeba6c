/** A start as the bytes of an archive, to hand from one node to another. */
import { decodeArrays, encodeArrays } from "../../io/arrays.ts";
import type { DrawnFeedback } from "../../feedback/initial.ts";
import type { Matrix } from "../../linalg/matrix.ts";
import { arraysOf, integersOf, matrixOf, vectorOf } from "../matrices.ts";
import type { Start } from "./initialise.ts";

/**
 * Arrays x, y, W0, b0, W1, b1, W2, b2, B1 and B2 (made stable), B1_large and
 * B2_large, and order.
 */
export function encodeStart({ x, y, student, B1, B2, order }: Start) {
  return encodeArrays({
    ...arraysOf({
      ...{ x, y, ...student },
      ...{ B1: B1.optimised, B1_large: B1.random },
      ...{ B2: B2.optimised, B2_large: B2.random },
    }),
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
  const matrix = (name: string): Matrix => matrixOf(arrays, name);
  const vector = (name: string): Float64Array => vectorOf(arrays, name);
  const drawn = (name: string): DrawnFeedback => ({
    optimised: matrix(name),
    random: matrix(`${name}_large`),
  });
  return {
    x: matrix("x"),
    y: matrix("y"),
    student: {
      ...{ W0: matrix("W0"), b0: vector("b0") },
      ...{ W1: matrix("W1"), b1: vector("b1") },
      ...{ W2: matrix("W2"), b2: vector("b2") },
    },
    B1: drawn("B1"),
    B2: drawn("B2"),
    order: integersOf(arrays, "order"),
  };
}
