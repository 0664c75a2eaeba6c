import { createLeastSquares } from "../linalg/least_squares.ts";
import { multiplyInto } from "../linalg/product.ts";
import type { LayerRule } from "./rule.ts";

/**
 * Pseudobackpropagation (PBP): the error goes back through the pseudoinverse of
 * the weights.
 *
 *   δ = W⁺ e ∘ φ′
 *
 * W⁺ e is the shortest change of the layer below that changes the layer above
 * by e, or comes closest to it: a Gauss–Newton step in the hidden activity.
 *
 * Lillicrap, Cownden, Tweed & Akerman, 2014; Podlaski & Machens, 2020.
 */
export const pseudobackpropagation: LayerRule = (shape) => {
  const leastSquares = createLeastSquares(shape);
  return ({ W, slope, e, δ }) => {
    leastSquares(W, e, δ);
    multiplyInto(δ, slope);
  };
};
