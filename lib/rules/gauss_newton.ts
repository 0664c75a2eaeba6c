import { compiledProduct as product } from "../kernels/product.ts";
import { createDampedLeastSquares } from "../linalg/damped_least_squares.ts";
import { matrix, rowsOf, type Shape } from "../linalg/matrix.ts";
import { multiplyInto } from "../linalg/product.ts";
import type { Rule } from "./rule.ts";

/**
 * Gauss–Newton (GN): each hidden layer gets the shortest change of its inputs that,
 * alone and to first order, moves the output by its error.
 *
 *   δ_l = J_lᵀ (J_l J_lᵀ + γ I)⁻¹ e
 *   J_l = ∂y/∂a_l = J_{l+1} W_l D_l,   J_{L+1} = I
 *
 * e (out) is the error of the output y, J_l (out × n_l) the Jacobian of y by the
 * inputs a_l of hidden layer l, through all that lies above it, W_l the weights from
 * layer l, D_l the diagonal matrix of its slopes φ′, L the number of hidden layers. γ
 * is the damping: without it δ_l = J_l⁺ e; much of it leaves γ δ_l = J_lᵀ e, which is
 * backpropagation. No layer is told of the changes of the others.
 *
 * A layer at a time, `layerwiseGaussNewton` does the same; with D_l = I, W_1 of full row
 * rank, and W_l above it square and invertible, undamped, so does pseudobackpropagation.
 *
 * Levenberg, 1944; Marquardt, 1963; as targets of hidden layers, Meulemans, Carzaniga,
 * Suykens, Sacramento & Grewe, 2020.
 */
export function gaussNewton(
  shapes: readonly Shape[],
  { damping: γ }: { damping: number },
): Rule {
  const { rows: out } = shapes[shapes.length - 1];
  const J = shapes.map(({ columns }) => matrix(out, columns));
  const solve = J.map((shape) => createDampedLeastSquares(shape, γ));
  return ({ hidden }) => {
    const { e } = hidden[hidden.length - 1];
    for (let l = hidden.length - 1; l >= 0; l--) {
      const { W, slope, δ } = hidden[l];
      if (l === hidden.length - 1) J[l].data.set(W.data);
      else product(J[l + 1], W, J[l]);
      for (const row of rowsOf(J[l])) multiplyInto(row, slope);
      solve[l](J[l], e, δ);
    }
  };
}
