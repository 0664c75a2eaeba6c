import { createDampedLeastSquares } from "../linalg/damped_least_squares.ts";
import { matrix, rowsOf } from "../linalg/matrix.ts";
import { multiplyInto } from "../linalg/product.ts";
import type { LayerRule } from "./rule.ts";

/**
 * Layerwise Gauss–Newton (LGN): each hidden layer gets the shortest change of its
 * inputs that, to first order, moves the layer above by that layer's error.
 *
 *   δ = D Wᵀ (W D² Wᵀ + γ I)⁻¹ e
 *
 * W (out × in) carries activity forward, D is the diagonal matrix of the slopes φ′ of
 * the layer below, e (out) the error of the layer above, γ the damping. With D = I
 * this is non-dynamic inversion with feedback B = −Wᵀ and leak γ, and undamped it is
 * pseudobackpropagation; both take D for the identity inside of the inverse.
 *
 * Levenberg, 1944; Marquardt, 1963.
 */
export function layerwiseGaussNewton(
  { damping }: { damping: number },
): LayerRule {
  return (shape) => {
    const WD = matrix(shape.rows, shape.columns);
    const solve = createDampedLeastSquares(shape, damping);
    return ({ W, slope, e, δ }) => {
      WD.data.set(W.data);
      for (const row of rowsOf(WD)) multiplyInto(row, slope);
      solve(WD, e, δ);
    };
  };
}
