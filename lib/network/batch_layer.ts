import { floatTanh } from "../kernels/float_tanh.ts";
import type { Factor } from "../linalg/dense_algebra.ts";
import { DecayedScale } from "./decayed_scale.ts";
import { changed } from "./tensor_values.ts";
import type { Tensor2D, Tensorflow } from "./tensorflow.ts";
import { plusTimesTransposed, transposedTimes } from "./transposed_products.ts";
import type { LearningRates } from "./weights.ts";

/** The weights W = s V (out × in) and biases b (out) of a layer that learns from batches. */
export interface ScaledWeights {
  /** float32 once a layer has them */
  V: Factor;
  s: number;
  b: Float64Array;
}

/** A layer as it was at some moment, through which examples pass as rows. */
export interface RowLayer<Input> {
  /** (n × in) to (n × out); a tensor that is passed is given up */
  pass(inputs: Input): Promise<Tensor2D>;
  /** Frees the tensors; the layer is of no use afterwards. */
  dispose(): void;
}

/**
 * A layer that learns from batches of n examples, each a column:
 *
 *   A = W H + b 1ᵀ,
 *   W ← c W + η E Hᵀ,   b ← c b + η E 1,   c = 1 − decay,
 *
 * H (in × n) activities below, E (out × n) errors; sums, not means. W is float32
 * on tensorflow.js, its decay carried in a scale; biases are float64.
 */
export class BatchLayer {
  readonly rows: number;
  readonly columns: number;
  readonly #tf: Tensorflow;
  readonly #rates: LearningRates;
  readonly #scale: DecayedScale;
  readonly #b: Float64Array;
  #V: Tensor2D;

  /** @param weights copied, so the layer changes nothing outside itself */
  constructor(
    tf: Tensorflow,
    { V, s, b, eta, decay }: ScaledWeights & LearningRates,
  ) {
    this.rows = V.rows;
    this.columns = V.columns;
    this.#tf = tf;
    this.#rates = { eta, decay };
    this.#scale = new DecayedScale(s);
    this.#b = b.slice();
    this.#V = tf.tensor2d(Float32Array.from(V.data), [V.rows, V.columns]);
  }

  /** c, what is kept of the weights with each batch. */
  get keep(): number {
    return 1 - this.#rates.decay;
  }

  /** η */
  get eta(): number {
    return this.#rates.eta;
  }

  /** φ(W H + b 1ᵀ) (out × n), φ being tanh or nothing. */
  async activate(
    H: Float32Array,
    transfer: "tanh" | "linear" = "linear",
  ): Promise<Float32Array> {
    const tf = this.#tf;
    const product: Tensor2D = tf.tidy(() => tf.matMul(this.#V, this.#batch(H)));
    const scaled = { s: this.#scale.value, b: this.#b };
    return transferOf(await taken(tf, product), scaled, transfer);
  }

  /**
   * The layer as it is now, with examples as rows, φ(H Wᵀ + 1 bᵀ): faster where
   * many pass, since W is made ready once.
   */
  byRows(transfer: "tanh" | "linear" = "linear"): RowLayer<Tensor2D> {
    const tf = this.#tf;
    const transposeB = tf.getBackend() !== "wasm";
    const W: Tensor2D = tf.tidy(() => {
      const W: Tensor2D = tf.mul(this.#V, this.#scale.value);
      return transposeB ? W : tf.transpose(W);
    });
    const b = tf.tensor1d(Float32Array.from(this.#b));
    return {
      async pass(H) {
        const options = { a: H, b: W, transposeB, bias: b };
        const a = tf.fused.matMul(options) as Tensor2D;
        H.dispose();
        return transfer === "linear"
          ? a
          : await changed(tf, a, (values) => floatTanh(values, values));
      },
      dispose: () => tf.dispose([W, b]),
    };
  }

  /** Wᵀ E (in × n). */
  async transposed(E: Float32Array): Promise<Float32Array> {
    const tf = this.#tf, s = this.#scale.value;
    const product = tf.tidy(() =>
      transposedTimes(tf, this.#V, this.#batch(E, this.rows))
    );
    const values = await taken(tf, product);
    for (let i = 0; i < values.length; i++) values[i] *= s;
    return values;
  }

  /** Learns a batch of inputs H and errors E. */
  learn(H: Float32Array, E: Float32Array): void {
    const tf = this.#tf, { keep, eta } = this;
    const factor = this.#scale.decay(keep);
    const step = eta / this.#scale.value;
    const before = this.#V;
    this.#V = tf.tidy(() => {
      const V: Tensor2D = factor === 1 ? before : tf.mul(before, factor);
      return plusTimesTransposed(tf, V, step, [E, H]);
    });
    before.dispose();
    learnBiases(this.#b, E, { keep, eta });
  }

  /** V (copied from where tensors are), s, and b, which is not to be changed. */
  async weights(): Promise<ScaledWeights> {
    const { rows, columns } = this;
    const data = await this.#V.data<"float32">();
    return {
      V: { rows, columns, data },
      s: this.#scale.value,
      b: this.#b,
    };
  }

  /** Frees the tensors; the layer is of no use afterwards. */
  dispose(): void {
    this.#V.dispose();
  }

  #batch(values: Float32Array, rows = this.columns): Tensor2D {
    return this.#tf.tensor2d(values, [rows, values.length / rows]);
  }
}

/** The values of a tensor, which is then freed. */
async function taken(tf: Tensorflow, tensor: Tensor2D): Promise<Float32Array> {
  const values = await tensor.data<"float32">();
  tf.dispose(tensor);
  return values;
}

/** φ(s A + b 1ᵀ) in place of A (out × n). */
export function transferOf(
  A: Float32Array,
  { s, b }: { s: number; b: Float64Array },
  transfer: "tanh" | "linear",
): Float32Array {
  const n = A.length / b.length;
  for (let i = 0, at = 0; i < b.length; i++) {
    for (let k = 0; k < n; k++, at++) A[at] = s * A[at] + b[i];
  }
  if (transfer === "tanh") floatTanh(A, A);
  return A;
}

/** b ← c b + η E 1, each row summed in order. */
export function learnBiases(
  b: Float64Array,
  E: Float32Array,
  { keep, eta }: { keep: number; eta: number },
): void {
  const n = E.length / b.length;
  const learn = (i: number, sum: number) => b[i] = keep * b[i] + eta * sum;
  // four rows at a time, since each addition waits for the one before in its row
  const fours = b.length - b.length % 4;
  for (let i = 0, at = 0; i < fours; i += 4, at += 3 * n) {
    let [p, q, r, s] = [0, 0, 0, 0];
    for (const end = at + n; at < end; at++) {
      p += E[at];
      q += E[at + n];
      r += E[at + 2 * n];
      s += E[at + 3 * n];
    }
    [p, q, r, s].forEach((sum, k) => learn(i + k, sum));
  }
  for (let i = fours, at = fours * n; i < b.length; i++) {
    let sum = 0;
    for (const end = at + n; at < end; at++) sum += E[at];
    learn(i, sum);
  }
}
