import { compiledProduct as product } from "../kernels/product.ts";
import {
  allFinite,
  copy,
  type Matrix,
  matrix,
  scale,
  shiftDiagonal,
} from "../linalg/matrix.ts";
import { apply, multiplyInto } from "../linalg/product.ts";
import {
  createLeastSquares,
  leastSquaresOfMany,
  probedSolve,
} from "../linalg/solve.ts";
import { batchInversion } from "./batch_inversion.ts";
import { solvedLoop } from "./incremental_product.ts";
import type { BatchRuleMaker, LayerRule } from "./rule.ts";
import { woodburyInverse } from "./woodbury_inverse.ts";

/**
 * Non-dynamic inversion (NDI): the resting state of dynamic inversion, solved
 * directly.
 *
 *   δ = B (W B − α I)⁺ e ∘ φ′        if out ≤ in
 *   δ = (B W − α I)⁺ B e ∘ φ′        if out > in
 *
 * W (out × in) carries activity forward, B (in × out) the error e back, α is
 * the leak, φ′ the slope of the layer below. Where both inverses exist the two
 * forms are equal; each solves the smaller system.
 *
 * Podlaski & Machens, 2020.
 */
export function nonDynamicInversion({ leak }: { leak: number }): LayerRule {
  return ({ rows: out, columns: n }) => {
    const size = Math.min(out, n);
    const loop = matrix(size, size);
    const leastSquares = createLeastSquares(loop);
    const error = new Float64Array(size);
    return ({ W, B, WB, slope, e, δ }) => {
      if (out <= n) {
        if (WB) loop.data.set(WB.data);
        else product(W, B, loop);
        shiftDiagonal(loop, -leak);
        apply(B, leastSquares(loop)(e, error), δ);
      } else {
        shiftDiagonal(product(B, W, loop), -leak);
        leastSquares(loop)(apply(B, e, error), δ);
      }
      multiplyInto(δ, slope);
    };
  };
}

/**
 * The same for a batch: X = (M − α I)⁻¹ R, see `batchInversion`, by an inverse that
 * follows the weights where products of float32 are fast, else by elimination; by
 * (M − α I)⁺ where that is badly conditioned.
 */
export const batchNonDynamicInversion: BatchRuleMaker = (_, ruled) => {
  const { algebra, B: feedback, leak, product } = ruled;
  const rest = (A: Matrix, R: Matrix) =>
    probedSolve(algebra, { A, shift: -leak }, R);
  return batchInversion(ruled, {
    feedback,
    loop: product
      ? woodburyInverse({ ...ruled, product })
      : solvedLoop(ruled, feedback, rest),
    exactState: (M, R) =>
      allFinite(M.data) && allFinite(R.data)
        ? leastSquaresOfMany(shiftDiagonal(copy(M), -leak), R)
        : scale(copy(R), NaN),
  });
};
