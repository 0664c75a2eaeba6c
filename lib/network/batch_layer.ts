import { floatTanh } from "../kernels/float_tanh.ts";
import type { Factor, FloatMatrix } from "../linalg/dense_algebra.ts";
import type { AsyncGemm } from "../linalg/gemm.ts";
import type { Backend, RowLayer, TransferName } from "./backend.ts";
import type { LearningRates } from "./weights.ts";

/** The weights W = s V (out × in) and biases b (out) of a layer that learns from batches. */
export interface ScaledWeights {
  /** float32 once a layer has them */
  V: Factor;
  s: number;
  b: Float64Array;
}

/**
 * W = s V: weights of float32 whose slow decay is carried in s, a double. A share
 * of 10⁻¹⁰ taken from a number of float32 is lost; taken from s it is not.
 *
 *   W ← c W + U   is   s ← c s,  V ← V + U / s
 *
 * When s falls below a half, V is halved, which rounds nothing, and s doubled.
 */
export class DecayedScale {
  #s: number;

  constructor(s = 1) {
    this.#s = s;
  }

  /** s */
  get value(): number {
    return this.#s;
  }

  /** s ← c s; returns what V is to be multiplied by: 1, a power of a half, or 0 where nothing of W is left. */
  decay(c: number): number {
    this.#s *= c;
    if (this.#s === 0) {
      this.#s = 1;
      return 0;
    }
    let factor = 1;
    while (this.#s < 0.5) {
      this.#s *= 2;
      factor /= 2;
    }
    return factor;
  }
}

/**
 * A layer that learns from batches of n examples, each a column:
 *
 *   A = W H + b 1ᵀ,
 *   W ← c W + η E Hᵀ,   b ← c b + η E 1,   c = 1 − decay,
 *
 * H (in × n) activities below, E (out × n) errors; sums, not means. W is float32,
 * its decay carried in a scale; biases are float64.
 */
export class BatchLayer {
  readonly rows: number;
  readonly columns: number;
  readonly #gemm: AsyncGemm;
  readonly #rates: LearningRates;
  readonly #scale: DecayedScale;
  readonly #V: FloatMatrix;
  readonly #b: Float64Array;

  /** @param weights copied, so the layer changes nothing outside itself */
  constructor(
    { gemm, room }: Pick<Backend, "gemm" | "room">,
    { V, s, b, eta, decay }: ScaledWeights & LearningRates,
  ) {
    this.rows = V.rows;
    this.columns = V.columns;
    this.#gemm = gemm;
    this.#rates = { eta, decay };
    this.#scale = new DecayedScale(s);
    const { rows, columns, data } = V;
    this.#V = room?.(V) ??
      { rows, columns, data: new Float32Array(data.length) };
    this.#V.data.set(data);
    this.#b = b.slice();
  }

  /** c, what is left of the weights after each batch. */
  get keep(): number {
    return 1 - this.#rates.decay;
  }

  /** η */
  get eta(): number {
    return this.#rates.eta;
  }

  /** φ(W H + b 1ᵀ) (out × n). */
  async activate(
    H: Float32Array,
    transfer: TransferName = "linear",
  ): Promise<Float32Array> {
    const { rows, columns: inner } = this, columns = H.length / inner;
    const A = new Float32Array(rows * columns);
    this.#b.forEach((bias, i) => A.fill(bias, i * columns, (i + 1) * columns));
    await this.#gemm(
      { A: this.#V.data, B: H, C: A },
      { rows, inner, columns },
      { alpha: this.#scale.value, beta: 1 },
    );
    if (transfer === "tanh") floatTanh(A);
    return A;
  }

  /** Wᵀ E (in × n). */
  async transposed(E: Float32Array): Promise<Float32Array> {
    const { rows: inner, columns: rows } = this, s = this.#scale.value;
    const columns = E.length / inner;
    const C = new Float32Array(rows * columns);
    const shape = { rows, inner, columns, transposeA: true };
    await this.#gemm({ A: this.#V.data, B: E, C }, shape, { alpha: s });
    return C;
  }

  /** Learns a batch of inputs H and errors E. */
  async learn(H: Float32Array, E: Float32Array): Promise<void> {
    const { rows, columns, keep, eta } = this, V = this.#V.data;
    const factor = this.#scale.decay(keep);
    if (factor !== 1) { for (let i = 0; i < V.length; i++) V[i] *= factor; }
    await this.#gemm(
      { A: E, B: H, C: V },
      { rows, inner: H.length / columns, columns, transposeB: true },
      { alpha: eta / this.#scale.value, beta: 1 },
    );
    learnBiases(this.#b, E, { keep, eta });
  }

  /** The weights and biases as they are now: to read only, until it learns. */
  weights(): ScaledWeights {
    return { V: this.#V, s: this.#scale.value, b: this.#b };
  }
}

/** A layer of these weights as it is now, for examples that are rows: φ(H Wᵀ + 1 bᵀ). */
export function rowLayerOf(
  { V: { rows, columns, data }, s, b }: ScaledWeights,
  transfer: TransferName,
): RowLayer {
  const B = new Float32Array(rows * columns), scale = Math.fround(s);
  for (let i = 0, ij = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) B[j * rows + i] = scale * data[ij++];
  }
  return { B, b: Float32Array.from(b), transfer };
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
