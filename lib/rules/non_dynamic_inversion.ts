import { compiledProduct as product } from "../kernels/product.ts";
import { matrix, shiftDiagonal } from "../linalg/matrix.ts";
import { apply, multiplyInto } from "../linalg/product.ts";
import type { LayerRule } from "./rule.ts";
import { createLeastSquares } from "../linalg/solve.ts";

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
        apply(B, leastSquares(loop, e, error), δ);
      } else {
        shiftDiagonal(product(B, W, loop), -leak);
        leastSquares(loop, apply(B, e, error), δ);
      }
      multiplyInto(δ, slope);
    };
  };
}
