import { InkedWeights } from "../kernels/inked_weights.ts";
import type { Arithmetic } from "../kernels/own_kernels.ts";
import { byteGram, type InputScale } from "./byte_gram.ts";
import { largest } from "./largest.ts";
import type { LearningRates, Weights } from "./weights.ts";

/** What an inked layer is shown, and what is above it. */
export interface InkedSettings extends LearningRates {
  scale: InputScale;
  /** units of the layer above */
  outputs: number;
  /** of the sums over inputs and errors; strict if not given */
  arithmetic?: Arithmetic;
}

/** Examples judged together, so that what they need stays in the processor's cache. */
const pieceSize = 250;

/**
 * A wide layer over bytes of which most are zero, as paper is and ink is not.
 * It learns as `BlockedLayer` does, from one example at a time in blocks, and
 * with the same three sums; but with x = (p − m 1) / d,
 *
 *   W x = (W p − m W 1) / d,
 *   W + Σ_s g_s δ_s x_sᵀ = W + Σ_s (g_s/d) δ_s p_sᵀ − (Σ_s (g_s/d) m δ_s) 1ᵀ,
 *   d² x_s · x_t = p_s · p_t − m (p_s · 1 + p_t · 1) + n m²,   x of n numbers,
 *
 * each product with p takes the ink alone: a fifth of the pixels of MNIST. The
 * last term of the update is joined to the decay, so that W is always whole and
 * changed once a block: nothing is put off or carried on, and nothing drifts. W 1
 * is summed anew from W after each block.
 *
 * W is float32 and so are sums over inputs and errors; p_s · p_t is in whole
 * numbers; biases and factors are float64. Between `begin` and `end`, call
 * `activate(t, a)` then `learn(δ)` for t = 0, 1, … in order.
 */
export class InkedLayer {
  readonly rows: number;
  readonly columns: number;
  readonly #eta: number;
  readonly #keep: number;
  readonly #scale: InputScale;
  readonly #b: Float64Array;
  readonly #W: InkedWeights;
  #block: Block | undefined;

  /** @param weights copied, so the layer changes nothing outside itself */
  constructor(
    { W, b, eta, decay, scale, outputs, arithmetic }: Weights & InkedSettings,
  ) {
    this.rows = W.rows;
    this.columns = W.columns;
    this.#eta = eta;
    this.#keep = 1 - decay;
    this.#scale = scale;
    this.#b = b.slice();
    this.#W = new InkedWeights(W, {
      outputs,
      examples: pieceSize,
      arithmetic,
    });
  }

  /** Weights (by rows) and biases, copies: between blocks all that it knows. */
  state(): { W: Float32Array; b: Float64Array } {
    return { W: this.#W.read(), b: this.#b.slice() };
  }

  /** Begins a block of the inputs in `bytes`, one row of `columns` each. */
  begin(bytes: Uint8Array): void {
    const { mean } = this.#scale;
    const totals = this.#W.show(bytes);
    const count = totals.length;
    this.#W.multiply(this.#W.sums.map((sum) => -mean * sum));
    this.#block = {
      count,
      learned: 0,
      gram: byteGram(this.#W.products(), totals, {
        ...this.#scale,
        n: this.columns,
      }),
      powers: Float64Array.from(
        { length: count + 1 },
        (_, n) => this.#keep ** n,
      ),
      weights: new Float64Array(count),
    };
  }

  /** Sets `a` (rows) to the activation of the block's example `t`. */
  activate(t: number, a: Float64Array): void {
    const { count, gram, powers, weights } = this.#open();
    for (let s = 0; s < t; s++) {
      weights[s] = this.#eta * powers[t - 1 - s] * gram[t * count + s];
    }
    const scale = powers[t] / this.#scale.deviation;
    const sums = this.#W.activate(t, { scale, weights });
    for (let i = 0; i < this.rows; i++) a[i] = sums[i] + this.#b[i];
  }

  /** Learns the block's next example, whose error at this layer is `δ` (rows). */
  learn(δ: Float64Array): void {
    this.#W.setError(this.#open().learned++, δ);
    const b = this.#b;
    for (let i = 0; i < this.rows; i++) {
      b[i] = this.#keep * b[i] + this.#eta * δ[i];
    }
  }

  /** Ends the block: from here on W is what its examples have made of it. */
  end(): void {
    const { count, learned, powers, weights: factors } = this.#open();
    const { mean, deviation } = this.#scale;
    const nothing = new Float64Array(this.rows);
    for (let t = learned; t < count; t++) this.#W.setError(t, nothing);
    for (let t = 0; t < count; t++) {
      factors[t] = this.#eta * powers[count - 1 - t] / deviation;
    }
    this.#W.update({ factors, mean, decay: 1 - powers[count] });
    this.#block = undefined;
  }

  /**
   * The fraction of inputs that argmax(W1 tanh(W x + b) + b1) puts in a wrong
   * class, in float32.
   */
  errorRate(
    output: Weights,
    { bytes, labels }: { bytes: Uint8Array; labels: Uint8Array },
  ): number {
    if (this.#block) {
      throw new Error("Internal error: the layer is judged within a block");
    }
    const { mean, deviation } = this.#scale;
    const bias = this.#W.sums.map((sum, i) =>
      deviation * this.#b[i] - mean * sum
    );
    this.#W.setOutput(output.W);
    let wrong = 0;
    for (let start = 0; start < labels.length; start += pieceSize) {
      const stop = Math.min(start + pieceSize, labels.length);
      this.#W.show(bytes.subarray(start * this.columns, stop * this.columns));
      const answers = this.#W.answers(bias, 1 / deviation);
      for (let n = start; n < stop; n++) {
        const first = (n - start) * output.b.length;
        if (largest(answers, first, output.b) !== labels[n]) wrong++;
      }
    }
    return wrong / labels.length;
  }

  #open(): Block {
    if (this.#block) return this.#block;
    throw new Error("Internal error: the layer is used outside a block");
  }
}

interface Block {
  count: number;
  /** examples learned so far */
  learned: number;
  /** x_s · x_t for s ≤ t: (count, count) */
  gram: Float64Array;
  /** c⁰, c¹, … cᵏ */
  powers: Float64Array;
  /** room for a factor for each example */
  weights: Float64Array;
}
