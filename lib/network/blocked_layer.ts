import type { Tensor2D, Tensorflow } from "./tensorflow.ts";
import type { LearningRates, Weights } from "./weights.ts";

/**
 * A wide layer that learns from one example at a time, computed in blocks.
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
 *
 * Weights and inputs are float32 on tensorflow.js; the sum over s and the biases
 * are float64. Between `begin`, awaited, and `end`, call `activate(t, a)` then `learn(δ)`
 * for t = 0, 1, … in order.
 */
export class BlockedLayer {
  readonly rows: number;
  readonly columns: number;
  readonly #tf: Tensorflow;
  readonly #eta: number;
  readonly #keep: number;
  readonly #b: Float64Array;
  #W: Tensor2D;
  #block: Block | undefined;

  /** @param weights copied, so the layer changes nothing outside itself */
  constructor(
    tf: Tensorflow,
    { W, b, eta, decay }: Weights & LearningRates,
  ) {
    this.rows = W.rows;
    this.columns = W.columns;
    this.#tf = tf;
    this.#eta = eta;
    this.#keep = 1 - decay;
    this.#b = Float64Array.from(b);
    this.#W = tf.tensor2d(Float32Array.from(W.data), [W.rows, W.columns]);
  }

  /** W as a tensor of the layer's own: to read, not to dispose, until the next `end`. */
  get W(): Tensor2D {
    return this.#W;
  }

  /** The biases as they are after the example last learned: to read, not to change. */
  get b(): Float64Array {
    return this.#b;
  }

  /** Weights and biases, copies, which between blocks are all that it knows. */
  async state(): Promise<{ W: Float32Array; b: Float64Array }> {
    const W = await this.#W.data<"float32">();
    return { W: W.slice(), b: this.#b.slice() };
  }

  /** Begins a block of the inputs in `X`, one row of `columns` numbers each. */
  async begin(X: Float32Array): Promise<void> {
    const tf = this.#tf;
    const count = X.length / this.columns;
    const inputs = tf.tensor2d(X, [count, this.columns]);
    const transposed = tf.transpose(inputs) as Tensor2D;
    const before = tf.tidy(() =>
      tf.transpose(tf.matMul(this.#W, transposed)) as Tensor2D
    );
    const gram = tf.matMul(inputs, transposed) as Tensor2D;
    const [beforeValues, gramValues] = await Promise.all([
      before.data<"float32">(),
      gram.data<"float32">(),
    ]);
    this.#block = {
      count,
      inputs,
      before: beforeValues,
      gram: gramValues,
      errors: [],
      powers: Float64Array.from(
        { length: count + 1 },
        (_, n) => this.#keep ** n,
      ),
    };
    tf.dispose([transposed, before, gram]);
  }

  /** Sets `a` (rows) to the activation of the block's example `t`. */
  activate(t: number, a: Float64Array): void {
    const { count, before, gram, errors, powers } = this.#open();
    const scale = powers[t];
    for (let i = 0, start = t * this.rows; i < this.rows; i++) {
      a[i] = scale * before[start + i] + this.#b[i];
    }
    const weights = errors.map((_, s) =>
      this.#eta * powers[t - 1 - s] * gram[t * count + s]
    );
    addWeighted(a, errors, weights);
  }

  /** Learns the block's next example, whose error at this layer is `δ` (rows). */
  learn(δ: Float64Array): void {
    this.#open().errors.push(δ.slice());
    const b = this.#b;
    for (let i = 0; i < this.rows; i++) {
      b[i] = this.#keep * b[i] + this.#eta * δ[i];
    }
  }

  /** Ends the block: from here on W is what its examples have made of it. */
  end(): void {
    const { count, inputs, errors, powers } = this.#open();
    const steps = new Float32Array(this.rows * count);
    errors.forEach((δ, s) => {
      const step = this.#eta * powers[count - 1 - s];
      for (let i = 0; i < this.rows; i++) steps[i * count + s] = step * δ[i];
    });
    const tf = this.#tf;
    const before = this.#W;
    this.#W = tf.tidy(() =>
      tf.add(
        tf.mul(before, powers[count]),
        tf.matMul(tf.tensor2d(steps, [this.rows, count]), inputs),
      )
    );
    tf.dispose([before, inputs]);
    this.#block = undefined;
  }

  /** Frees the tensors; the layer is of no use afterwards. */
  dispose(): void {
    this.#tf.dispose([this.#W, ...this.#block ? [this.#block.inputs] : []]);
    this.#block = undefined;
  }

  #open(): Block {
    if (this.#block) return this.#block;
    throw new Error("Internal error: the layer is used outside a block");
  }
}

interface Block {
  count: number;
  /** (count, columns) */
  inputs: Tensor2D;
  /** W₀ x_t, one row for each t: (count, rows) */
  before: Float32Array;
  /** x_s · x_t: (count, count) */
  gram: Float32Array;
  /** δ_s of the examples learned so far */
  errors: Float64Array[];
  /** c⁰, c¹, … cᵏ */
  powers: Float64Array;
}

/** a += Σ_s weights[s] rows[s], four rows at a time, in order of s. */
function addWeighted(
  a: Float64Array,
  rows: readonly Float64Array[],
  weights: readonly number[],
): void {
  const n = a.length;
  let s = 0;
  for (; s + 4 <= rows.length; s += 4) {
    const [r0, r1, r2, r3] = rows.slice(s, s + 4);
    const [w0, w1, w2, w3] = weights.slice(s, s + 4);
    for (let i = 0; i < n; i++) {
      a[i] += w0 * r0[i] + w1 * r1[i] + w2 * r2[i] + w3 * r3[i];
    }
  }
  for (; s < rows.length; s++) {
    const row = rows[s], weight = weights[s];
    for (let i = 0; i < n; i++) a[i] += weight * row[i];
  }
}
