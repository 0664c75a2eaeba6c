import { apply, multiplyInto } from "../linalg/product.ts";
import type { BatchRuleMaker, LayerRule } from "./rule.ts";

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

/** The same for a batch: B E, in float32. */
export const batchFeedbackAlignment: BatchRuleMaker = (gemm, { B }) => {
  const { rows, columns: inner } = B, A = Float32Array.from(B.data);
  return {
    async errorBelow(E) {
      const columns = E.length / inner, C = new Float32Array(rows * columns);
      await gemm({ A, B: E, C }, { rows, inner, columns });
      return C;
    },
  };
};
