import { type Matrix, matrix, requireShape } from "../linalg/matrix.ts";
import type { HiddenLayer, Pass } from "./rule.ts";

/**
 * The pass of a network through weights W[0], W[1], … with feedback B[l] beside
 * W[l] for l ≥ 1 (B[0] is not looked at): slopes at 1, errors at 0, the
 * matrices shared, not copied.
 *
 * @throws {RangeError} if the shapes do not fit each other.
 */
export function createPass(
  W: readonly Matrix[],
  B: readonly (Matrix | null)[],
  endToEnd: Matrix | null = null,
): Pass {
  let δ = new Float64Array(W[0].rows);
  const hidden = W.slice(1).map((weights, k): HiddenLayer => {
    const { rows, columns } = weights;
    requireShape("join layers", weights, { rows, columns: δ.length });
    const feedback = B[k + 1] ?? matrix(columns, rows);
    requireShape("feed back", feedback, { rows: columns, columns: rows });
    const layer = {
      W: weights,
      B: feedback,
      slope: new Float64Array(columns).fill(1),
      e: new Float64Array(rows),
      δ,
    };
    δ = layer.e;
    return layer;
  });
  return { hidden, endToEnd };
}

/** The error of the output, target − answer, to be written before a rule is called. */
export function outputError({ hidden }: Pass): Float64Array {
  return hidden[hidden.length - 1].e;
}
