import { type Matrix, matrix, transpose } from "../linalg/matrix.ts";
import { applyTransposed, product } from "../linalg/product.ts";
import type { LearningRates } from "./weights.ts";

/** What weights W (out × in) learn from one example: W ← c W + η δ hᵀ, c = 1 − decay. */
export interface Lesson {
  /** the input (in) */
  h: Float64Array;
  /** W h (out), before they learn */
  Wh: Float64Array;
  /** the error (out) */
  δ: Float64Array;
}

/**
 * A product of weights that is kept up with them as they learn: to follow an
 * example takes a fraction 1/out of the work of making it anew.
 *
 * Rounding adds up until it is renewed, so that belongs where it happens in
 * every run alike, whether interrupted or not.
 */
export interface KeptProduct {
  /** (out × out) */
  readonly value: Matrix;
  /** makes it anew of W */
  renew(W: Matrix): void;
  /** changes it as the lesson changes W */
  follow(lesson: Lesson): void;
}

/** W B, where B (in × out) stays the same: W B ← c W B + η δ (Bᵀ h)ᵀ. */
export function keptLoop(
  B: Matrix,
  { eta, decay }: LearningRates,
): KeptProduct {
  const out = B.columns, keep = 1 - decay;
  const value = matrix(out, out);
  const Bᵀh = new Float64Array(out);
  return {
    value,
    renew: (W) => void product(W, B, value),
    follow({ h, δ }) {
      applyTransposed(B, h, Bᵀh);
      for (let i = 0, ij = 0; i < out; i++) {
        const step = eta * δ[i];
        for (let j = 0; j < out; j++, ij++) {
          value.data[ij] = keep * value.data[ij] + step * Bᵀh[j];
        }
      }
    },
  };
}

/** W Wᵀ ← c² W Wᵀ + c η (δ (W h)ᵀ + W h δᵀ) + η² (h · h) δ δᵀ, of `out` rows. */
export function keptGram(
  out: number,
  { eta, decay }: LearningRates,
): KeptProduct {
  const keep = 1 - decay;
  const value = matrix(out, out);
  return {
    value,
    renew: (W) => void product(W, transpose(W), value),
    follow({ h, Wh, δ }) {
      let squares = 0;
      for (let j = 0; j < h.length; j++) squares += h[j] * h[j];
      const both = eta * eta * squares;
      for (let i = 0; i < out; i++) {
        for (let j = 0; j <= i; j++) {
          const cross = δ[i] * Wh[j] + Wh[i] * δ[j];
          value.data[i * out + j] = keep * keep * value.data[i * out + j] +
            keep * eta * cross + both * δ[i] * δ[j];
          value.data[j * out + i] = value.data[i * out + j];
        }
      }
    },
  };
}
