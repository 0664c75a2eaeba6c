import type { Tensor2D } from "../../network/tensorflow.ts";
import type { BatchRuleMaker } from "./batch_rule.ts";

/** Feedback alignment of a batch: B E. See `rules/feedback_alignment.ts`. */
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
