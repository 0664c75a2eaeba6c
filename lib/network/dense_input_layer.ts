import { rowLayerOf } from "./batch_layer.ts";
import type { Backend } from "./backend.ts";
import {
  type InputLayer,
  type InputLayerStart,
  type LabelledBytes,
  powersOf,
  standardise,
  wrongAnswers,
} from "./input_layer.ts";
import type { Weights } from "./weights.ts";

type Products = Pick<Backend, "gemm" | "feedForward">;

/** Examples judged together: pieces large enough for products, small enough for memory. */
const pieceSize = 500;

/**
 * An input layer that multiplies all inputs, by the products of a backend: what
 * `SparseInputLayer` is tested against. Weights and inputs are float32; the sum
 * over s and the biases are float64.
 */
export class DenseInputLayer implements InputLayer {
  readonly #backend: Products;
  readonly #start: InputLayerStart;
  readonly #W: Float32Array;
  readonly #b: Float64Array;
  #block: Block | undefined;

  /** @param start copied, so the layer changes nothing outside itself */
  constructor(backend: Products, start: InputLayerStart) {
    this.#backend = backend;
    this.#start = start;
    this.#W = Float32Array.from(start.W.data);
    this.#b = start.b.slice();
  }

  state(): { W: Float32Array; b: Float64Array } {
    return { W: this.#W.slice(), b: this.#b.slice() };
  }

  async begin(bytes: Uint8Array): Promise<void> {
    const { scale, decay, W: { rows, columns: inner } } = this.#start;
    const X = standardise(bytes, scale), count = X.length / inner;
    const before = new Float32Array(rows * count);
    const gram = new Float32Array(count * count);
    const by = { inner, columns: count, transposeB: true };
    await this.#backend.gemm({ A: this.#W, B: X, C: before }, { rows, ...by });
    await this.#backend.gemm({ A: X, B: X, C: gram }, { rows: count, ...by });
    const powers = powersOf(1 - decay, count);
    this.#block = { count, X, before, gram, errors: [], powers };
  }

  activate(t: number, a: Float64Array): void {
    const { count, before, gram, errors, powers } = this.#open();
    const { eta } = this.#start, scale = powers[t];
    for (let i = 0; i < a.length; i++) {
      a[i] = scale * before[i * count + t] + this.#b[i];
    }
    errors.forEach((δ, s) => {
      const weight = eta * powers[t - 1 - s] * gram[t * count + s];
      for (let i = 0; i < a.length; i++) a[i] += weight * δ[i];
    });
  }

  learn(δ: Float64Array): void {
    const { eta, decay } = this.#start, b = this.#b, keep = 1 - decay;
    this.#open().errors.push(δ.slice());
    for (let i = 0; i < b.length; i++) b[i] = keep * b[i] + eta * δ[i];
  }

  async end(): Promise<void> {
    const { count, X, errors, powers } = this.#open();
    const { eta, W: { rows, columns } } = this.#start;
    const steps = new Float32Array(rows * count);
    errors.forEach((δ, s) => {
      const step = eta * powers[count - 1 - s];
      for (let i = 0; i < rows; i++) steps[i * count + s] = step * δ[i];
    });
    this.#block = undefined;
    const shape = { rows, inner: count, columns };
    const scales = { beta: powers[count] };
    await this.#backend.gemm({ A: steps, B: X, C: this.#W }, shape, scales);
  }

  async errorRate(
    output: Weights,
    { pixels, labels }: LabelledBytes,
  ): Promise<number> {
    const { scale, W } = this.#start;
    const nothing = new Float64Array(output.b.length);
    const network = this.#backend.feedForward([
      rowLayerOf({ V: { ...W, data: this.#W }, s: 1, b: this.#b }, "tanh"),
      rowLayerOf({ V: output.W, s: 1, b: output.b }, "linear"),
    ]);
    let wrong = 0;
    for (let start = 0; start < labels.length; start += pieceSize) {
      const piece = labels.subarray(start, start + pieceSize);
      const stop = start + piece.length;
      const shown = pixels.subarray(start * W.columns, stop * W.columns);
      const answers = await network.pass(standardise(shown, scale));
      wrong += wrongAnswers(answers, nothing, piece);
    }
    network.dispose();
    return wrong / labels.length;
  }

  #open(): Block {
    if (this.#block) return this.#block;
    throw new Error("Internal error: the layer is used outside a block");
  }
}

interface Block {
  count: number;
  /** x_t, one row each: (count, columns) */
  X: Float32Array;
  /** W₀ x_t, a column each: (rows, count) */
  before: Float32Array;
  /** x_s · x_t: (count, count) */
  gram: Float32Array;
  /** δ_s of the examples learned so far */
  errors: Float64Array[];
  /** c⁰, c¹, … cᵏ */
  powers: Float64Array;
}
