import { SparseWeights } from "../kernels/sparse_weights.ts";
import {
  type InputLayer,
  type InputLayerStart,
  type LabelledBytes,
  powersOf,
  wrongAnswers,
} from "./input_layer.ts";
import type { Weights } from "./weights.ts";

/** Examples judged together, enough for each to share what it costs to read the weights. */
const pieceSize = 500;

/**
 * A wide input layer over bytes of which most are zero, which multiplies only
 * those that are not: a fifth of the pixels of MNIST. It learns as
 * `DenseInputLayer` does, with the same three sums; but with x = (p − m 1) / d,
 *
 *   W x = (W p − m W 1) / d,
 *   W + Σ_s g_s δ_s x_sᵀ = W + Σ_s (g_s/d) δ_s p_sᵀ − (Σ_s (g_s/d) m δ_s) 1ᵀ,
 *   d² x_s · x_t = p_s · p_t − m (p_s · 1 + p_t · 1) + n m²,   x of n numbers.
 *
 * The last term of the update is joined to the decay, so that W is always whole
 * and changed once a block. W 1 is summed anew from W after each block.
 *
 * W is float32 and so are sums over inputs and errors; p_s · p_t is in whole
 * numbers; biases and factors are float64.
 */
export class SparseInputLayer implements InputLayer {
  readonly #start: InputLayerStart;
  readonly #b: Float64Array;
  readonly #W: SparseWeights;
  #block: Block | undefined;

  /** @param start copied, so the layer changes nothing outside itself */
  constructor(start: InputLayerStart) {
    this.#start = start;
    this.#b = start.b.slice();
    this.#W = new SparseWeights(start.W, {
      outputs: start.outputs,
      examples: pieceSize,
    });
  }

  state(): { W: Float32Array; b: Float64Array } {
    return { W: this.#W.read(), b: this.#b.slice() };
  }

  begin(bytes: Uint8Array): void {
    const { decay, scale, W } = this.#start;
    const totals = this.#W.show(bytes);
    this.#W.multiply(this.#W.sums().map((sum) => -scale.mean * sum));
    const count = totals.length;
    this.#block = {
      count,
      learned: 0,
      gram: gramOf(this.#W.products(), totals, { ...scale, n: W.columns }),
      powers: powersOf(1 - decay, count),
      factors: new Float64Array(count),
    };
  }

  activate(t: number, a: Float64Array): void {
    const { count, gram, powers, factors } = this.#open();
    const { eta, scale } = this.#start;
    for (let s = 0; s < t; s++) {
      factors[s] = eta * powers[t - 1 - s] * gram[t * count + s];
    }
    const sums = this.#W.activate(t, {
      scale: powers[t] / scale.deviation,
      weights: factors,
    });
    for (let i = 0; i < a.length; i++) a[i] = sums[i] + this.#b[i];
  }

  learn(δ: Float64Array): void {
    const { eta, decay } = this.#start, b = this.#b;
    this.#W.setError(this.#open().learned++, δ);
    const keep = 1 - decay;
    for (let i = 0; i < b.length; i++) b[i] = keep * b[i] + eta * δ[i];
  }

  end(): void {
    const { count, learned, powers, factors } = this.#open();
    const { eta, scale: { mean, deviation } } = this.#start;
    const nothing = new Float64Array(this.#b.length);
    for (let t = learned; t < count; t++) this.#W.setError(t, nothing);
    for (let t = 0; t < count; t++) {
      factors[t] = eta * powers[count - 1 - t] / deviation;
    }
    this.#W.update({ factors, mean, decay: 1 - powers[count] });
    this.#block = undefined;
  }

  errorRate(output: Weights, { pixels, labels }: LabelledBytes): number {
    if (this.#block) {
      throw new Error("Internal error: the layer is judged within a block");
    }
    const { scale: { mean, deviation }, W: { columns } } = this.#start;
    const bias = this.#W.sums().map((sum, i) =>
      deviation * this.#b[i] - mean * sum
    );
    this.#W.setOutput(output.W);
    let wrong = 0;
    for (let start = 0; start < labels.length; start += pieceSize) {
      const piece = labels.subarray(start, start + pieceSize);
      const stop = start + piece.length;
      this.#W.show(pixels.subarray(start * columns, stop * columns));
      const answers = this.#W.answers(bias, 1 / deviation);
      wrong += wrongAnswers(answers, output.b, piece);
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
  factors: Float64Array;
}

/**
 * The Gram matrix of inputs of n numbers, from the products and the sums of
 * their bytes, both exact: x_s · x_t at [t, s] for s ≤ t, else 0.
 */
export function gramOf(
  products: Int32Array,
  totals: Int32Array,
  { mean, deviation, n }: InputLayerStart["scale"] & { n: number },
): Float64Array {
  const count = totals.length;
  const gram = new Float64Array(count * count);
  for (let t = 0; t < count; t++) {
    for (let s = 0; s <= t; s++) {
      const both = totals[s] + totals[t];
      gram[t * count + s] =
        (products[t * count + s] - mean * both + n * mean * mean) /
        (deviation * deviation);
    }
  }
  return gram;
}
