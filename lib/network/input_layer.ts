/** The first layer of a network that learns from one image at a time. */
import type { LearningRates, Weights } from "./weights.ts";

/** What an input layer is made of. */
export interface InputLayerStart extends Weights, LearningRates {
  /** bytes p stand for inputs x = (p − mean) / deviation */
  scale: { mean: number; deviation: number };
  /** units of the layer above */
  outputs: number;
}

/** Examples as rows of bytes, and the right class of each. */
export interface LabelledBytes {
  pixels: Uint8Array;
  labels: Uint8Array;
}

/**
 * A wide layer that learns from one example at a time, computed in blocks: between
 * `begin`, awaited, and `end`, awaited, `activate(t, a)` then `learn(δ)` for
 * t = 0, 1, … in order.
 *
 * Online gradient descent changes the weights after every example,
 *
 *   W ← c W + η δ_t x_tᵀ,   b ← c b + η δ_t,   c = 1 − decay,
 *
 * so that within a block that began with weights W₀
 *
 *   a_t = W_t x_t + b_t = cᵗ (W₀ x_t) + η Σ_{s<t} c^{t−1−s} (x_s · x_t) δ_s + b_t.
 *
 * W₀ x_t for all t is one matrix product, x_s · x_t one Gram matrix, and the
 * weights after the block of k are cᵏ W₀ + η Σ_s c^{k−1−s} δ_s x_sᵀ, one product
 * more. It is the same descent, not a mini-batch: δ_s may depend on a_s.
 */
export interface InputLayer {
  /** begins a block of examples, a row of bytes each */
  begin(bytes: Uint8Array): void | Promise<void>;
  /** sets `a` to W x_t + b */
  activate(t: number, a: Float64Array): void;
  /** learns the block's next example, whose error at this layer is δ */
  learn(δ: Float64Array): void;
  /** ends the block: from here on W is what its examples have made of it */
  end(): void | Promise<void>;
  /** the fraction of examples that argmax(W1 tanh(W x + b) + b1) puts in a wrong class, in float32 */
  errorRate(output: Weights, images: LabelledBytes): number | Promise<number>;
  /** weights (by rows) and biases, copies: between blocks a layer made from them goes on bit for bit */
  state(): { W: Float32Array; b: Float64Array };
}

/** (p − mean) / deviation of every byte, computed in float64 and rounded to float32. */
export function standardise(
  bytes: Uint8Array,
  { mean, deviation }: InputLayerStart["scale"],
): Float32Array {
  const table = Float32Array.from(
    { length: 256 },
    (_, value) => (value - mean) / deviation,
  );
  const standardised = new Float32Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) standardised[i] = table[bytes[i]];
  return standardised;
}

/** c⁰, c¹, … cᵏ. */
export function powersOf(c: number, k: number): Float64Array {
  return Float64Array.from({ length: k + 1 }, (_, n) => c ** n);
}

/** How many examples, a row of answers each, are not of the class of the largest answer + b; the first of equals. */
export function wrongAnswers(
  answers: Float32Array,
  b: ArrayLike<number>,
  labels: Uint8Array,
): number {
  let wrong = 0;
  for (let n = 0, first = 0; n < labels.length; n++, first += b.length) {
    let best = 0;
    for (let k = 1; k < b.length; k++) {
      if (answers[first + k] + b[k] > answers[first + best] + b[best]) best = k;
    }
    if (best !== labels[n]) wrong++;
  }
  return wrong;
}
