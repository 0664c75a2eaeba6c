import { applyTransposed, multiplyInto } from "../linalg/product.ts";
import {
  createGuardedSolve,
  createLeastSquares,
  leastSquaresOfMany,
  probedSolve,
} from "../linalg/solve.ts";
import { batchInversion } from "./batch_inversion.ts";
import { solvedLoop } from "./incremental_product.ts";
import type { BatchRuleMaker, LayerRule } from "./rule.ts";

/** Of W Wᵀ; it is the square of that of W, and takes twice the digits away. */
const largestCondition = 1e6;

/**
 * Pseudobackpropagation (PBP): the error goes back through the pseudoinverse of
 * the weights.
 *
 *   δ = W⁺ e ∘ φ′
 *
 * W⁺ e is the shortest change of the layer below that changes the layer above
 * by e, or comes closest to it: a Gauss–Newton step in the hidden activity.
 *
 * Where W Wᵀ is at hand and far from singular, W⁺ e = Wᵀ (W Wᵀ)⁻¹ e.
 *
 * Lillicrap, Cownden, Tweed & Akerman, 2014; Podlaski & Machens, 2020.
 */
export const pseudobackpropagation: LayerRule = (shape) => {
  const leastSquares = createLeastSquares(shape);
  const { rows } = shape, u = new Float64Array(rows);
  const solve = createGuardedSolve({ rows, columns: rows }, largestCondition);
  return ({ W, WWᵀ, slope, e, δ }) => {
    if (WWᵀ && solve(WWᵀ)?.(e, u)) applyTransposed(W, u, δ);
    else leastSquares(W)(e, δ);
    multiplyInto(δ, slope);
  };
};

/**
 * The same for a batch. Where W has full rank, W⁺ is what non-dynamic inversion
 * without a leak does with feedback B = Wᵀ: Wᵀ (W Wᵀ)⁻¹ if out ≤ in, else
 * (Wᵀ W)⁻¹ Wᵀ. Elsewhere it is W⁺ itself.
 */
export const batchPseudobackpropagation: BatchRuleMaker = (_, ruled) => {
  const feedback = "transposed weights";
  return batchInversion(ruled, {
    feedback,
    loop: solvedLoop(
      ruled,
      feedback,
      (A, R) => probedSolve(ruled.algebra, { A, definite: true }, R),
    ),
    exactBelow: leastSquaresOfMany,
  });
};
