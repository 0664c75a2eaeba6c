import { floatTanh } from "../kernels/float_tanh.ts";
import { InkedWeights } from "../kernels/inked_weights.ts";
import { learnBiases, type ScaledWeights, transferOf } from "./batch_layer.ts";
import { DecayedScale } from "./decayed_scale.ts";
import { fullInk, type PixelLayer } from "./pixel_layer.ts";
import type { Tensorflow } from "./tensorflow.ts";
import type { LearningRates } from "./weights.ts";

/** Images shown at a time, more than which need room to be made. */
const usualCount = 100;

/**
 * A pixel layer that looks at the ink alone, four fifths of all pixels being
 * paper, and gives rows to tensors. It learns as `BatchLayer` does: with x = p / 255, W = s V,
 *
 *   W x = (s / 255) V p,   V ← V + Σ_k (η / 255 s) δ_k p_kᵀ.
 */
export function inkedPixelLayer(
  tf: Tensorflow,
  { V, s, b: biases, eta, decay }: ScaledWeights & LearningRates,
): PixelLayer {
  const { rows, columns } = V;
  const ink = new InkedWeights(V, { outputs: 0, examples: usualCount });
  const scale = new DecayedScale(s);
  const b = biases.slice();
  const keep = 1 - decay;
  const none = new Float32Array(rows);
  return {
    activate(pixels) {
      ink.show(pixels);
      ink.multiply(none);
      const scaled = { s: scale.value / fullInk, b };
      return Promise.resolve(transferOf(ink.activities(), scaled, "tanh"));
    },
    byRows() {
      const s = scale.value / fullInk;
      return {
        pass(pixels) {
          ink.show(pixels);
          ink.multiply(b.map((bias) => bias / s));
          const A = ink.activityRows(s);
          floatTanh(A, A);
          return Promise.resolve(tf.tensor2d(A, [A.length / rows, rows]));
        },
        dispose() {},
      };
    },
    learn(E) {
      const factor = scale.decay(keep);
      const step = eta / (fullInk * scale.value);
      ink.setErrors(E);
      const count = E.length / rows;
      ink.update({
        factors: new Float64Array(count).fill(step),
        mean: 0,
        decay: 1 - factor,
      });
      learnBiases(b, E, { keep, eta });
    },
    weights() {
      const data = ink.read();
      return Promise.resolve({
        V: { rows, columns, data },
        s: scale.value,
        b,
      });
    },
    dispose() {},
  };
}
