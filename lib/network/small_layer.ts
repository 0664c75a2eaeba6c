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
  /** W h of the example last activated */
  readonly Wh: Float64Array;

  /** @param weights copied, so the layer changes nothing outside itself */
  constructor({ W, b, eta, decay }: Weights & LearningRates) {
    this.W = copy(W);
    this.b = b.slice();
    this.#eta = eta;
    this.#keep = 1 - decay;
    this.Wh = new Float64Array(W.rows);
  }

  /** Sets `a` (rows) to W h + b. */
  activate(h: Float64Array, a: Float64Array): void {
    apply(this.W, h, a);
    for (let i = 0; i < a.length; i++) {
      this.Wh[i] = a[i];
      a[i] += this.b[i];
    }
  }

  /**
   * Learns the example last activated, whose input is `h` (columns) and whose
   * error is `δ` (rows).
   */
  learn(h: Float64Array, δ: Float64Array): void {
    const { rows, columns, data } = this.W;
    requireLength("learn from an input", h, columns);
    requireLength("learn from an error", δ, rows);
    const keep = this.#keep, pairs = rows - rows % 2;
    for (let i = 0; i < pairs; i += 2) {
      // two rows at a time, for speed
      const upper = this.#eta * δ[i], lower = this.#eta * δ[i + 1];
      for (let j = 0, ij = i * columns; j < columns; j++, ij++) {
        const hj = h[j];
        data[ij] = keep * data[ij] + upper * hj;
        data[ij + columns] = keep * data[ij + columns] + lower * hj;
      }
    }
    if (pairs < rows) {
      const step = this.#eta * δ[pairs];
      for (let j = 0, ij = pairs * columns; j < columns; j++, ij++) {
        data[ij] = keep * data[ij] + step * h[j];
      }
    }
    for (let i = 0; i < rows; i++) {
      this.b[i] = keep * this.b[i] + this.#eta * δ[i];
    }
  }
}
