import { copy, type Matrix, requireLength } from "../linalg/matrix.ts";
import { apply } from "../linalg/product.ts";
import type { LearningRates, Weights } from "./weights.ts";

/**
 * A layer of a few rows that learns from one example at a time, float64
 * throughout: a = W h + b, then W ← c W + η δ hᵀ and b ← c b + η δ, c = 1 − decay.
 */
export class SmallLayer {
  readonly W: Matrix;
  readonly b: Float64Array;
  readonly #eta: number;
  readonly #keep: number;

  /** @param weights copied, so the layer changes nothing outside itself */
  constructor({ W, b, eta, decay }: Weights & LearningRates) {
    this.W = copy(W);
    this.b = b.slice();
    this.#eta = eta;
    this.#keep = 1 - decay;
  }

  /** Sets `a` (rows) to W h + b. */
  activate(h: Float64Array, a: Float64Array): void {
    apply(this.W, h, a);
    for (let i = 0; i < a.length; i++) a[i] += this.b[i];
  }

  /** Learns an example whose input is `h` (columns) and whose error is `δ` (rows). */
  learn(h: Float64Array, δ: Float64Array): void {
    const { rows, columns, data } = this.W;
    requireLength("learn from an input", h, columns);
    requireLength("learn from an error", δ, rows);
    for (let i = 0, ij = 0; i < rows; i++) {
      const step = this.#eta * δ[i];
      for (let j = 0; j < columns; j++, ij++) {
        data[ij] = this.#keep * data[ij] + step * h[j];
      }
      this.b[i] = this.#keep * this.b[i] + step;
    }
  }
}
