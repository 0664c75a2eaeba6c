import { applyTransposed, multiplyInto } from "../linalg/product.ts";
import type { BatchRuleMaker, LayerRule } from "./rule.ts";

/**
 * Backpropagation (BP): the error goes back through the transposed weights.
 *
 *   δ = Wᵀ e ∘ φ′
 *
 * W (out × in) carries activity forward, e (out) is the error of the layer
 * above, φ′ (in) the slope of the layer below.
 *
 * Rumelhart, Hinton & Williams, 1986.
 */
export const backpropagation: LayerRule = () => ({ W, slope, e, δ }) => {
  applyTransposed(W, e, δ);
  multiplyInto(δ, slope);
};

/** The same for a batch: Wᵀ E. */
export const batchBackpropagation: BatchRuleMaker = (_, { layer }) => ({
  errorBelow: (E) => layer.transposed(E),
});
