import type { DenseAlgebra } from "../linalg/dense_algebra.ts";
import { type Matrix, scale } from "../linalg/matrix.ts";
import type { ScaledWeights } from "../network/batch_layer.ts";

/** Feedback (in × out): fixed, or the weights themselves, transposed. */
export type Feedback = Matrix | "transposed weights";

/**
 * The matrix M that closes a loop of weights W = s V (out × in) and feedback B
 * (in × out), on the smaller side: W B if out ≤ in, else B W, in float64.
 */
export function closingMatrix(
  algebra: DenseAlgebra,
  B: Feedback,
  { V, s }: ScaledWeights,
): Matrix {
  const wide = V.rows <= V.columns;
  if (B === "transposed weights") {
    const transposes = { transposeA: !wide, transposeB: wide };
    return scale(algebra.product(V, V, transposes), s * s);
  }
  return scale(wide ? algebra.product(V, B) : algebra.product(B, V), s);
}
