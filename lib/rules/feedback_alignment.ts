import { apply, multiplyInto } from "../linalg/product.ts";
import type { Tensor2D } from "../network/tensorflow.ts";
import type { BatchRuleMaker } from "./batch_rule.ts";
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

/** The same for a batch: B E, in float32. */
export const batchFeedbackAlignment: BatchRuleMaker = (tf, { B }) => {
  const { rows, columns, data } = B;
  const feedback = tf.tensor2d(Float32Array.from(data), [rows, columns]);
  return {
    async errorBelow(E) {
      const below: Tensor2D = tf.tidy(() =>
        tf.matMul(feedback, tf.tensor2d(E, [columns, E.length / columns]))
      );
      const values = await below.data<"float32">();
      below.dispose();
      return values;
    },
    dispose: () => feedback.dispose(),
  };
};
