import { apply, multiplyInto } from "../linalg/product.ts";
import type { LayerRule } from "./rule.ts";

/**
 * Feedback alignment (FA): the error goes back through fixed weights of its own.
 *
 *   δ = B e ∘ φ′
 *
 * B (in × out) is the feedback, e (out) the error of the layer above, φ′ (in)
 * the slope of the layer below. With B = Wᵀ this is backpropagation.
 *
 * Lillicrap, Cownden, Tweed & Akerman, 2014.
 */
export const feedbackAlignment: LayerRule = () => ({ B, slope, e, δ }) => {
  apply(B, e, δ);
  multiplyInto(δ, slope);
};
