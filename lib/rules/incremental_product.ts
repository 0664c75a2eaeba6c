/**
 * Products of weights W (out × in) that follow them as they learn: an update takes
 * a fraction of the work of making them anew. Where W becomes c W + η E Hᵀ, with
 * errors E and inputs H, a column for each example,
 *
 *   W B    becomes  c W B + η E (Bᵀ H)ᵀ                             B is fixed
 *   B W    becomes  c B W + η (B E) Hᵀ
 *   W Wᵀ   becomes  c² W Wᵀ + c η (E (W H)ᵀ + W H Eᵀ) + η² E Hᵀ H Eᵀ
 *   Wᵀ W   becomes  c² Wᵀ W + η (Z Hᵀ + H Zᵀ),   Z = c Wᵀ E + (η/2) H Eᵀ E.
 *
 * Rounding adds up until a product is renewed, so that belongs where it happens in
 * every run alike, whether interrupted or not.
 */
import { type Factor, isFloat } from "../linalg/dense_algebra.ts";
import { type Matrix, matrix, transpose } from "../linalg/matrix.ts";
import { applyTransposed, product } from "../linalg/product.ts";
import type { LearningRates } from "../network/weights.ts";
import {
  largestFloat32Condition,
  largestTrustedCondition,
  type Loop,
} from "./batch_inversion.ts";
import { closingMatrix, type Feedback } from "./closing_matrix.ts";
import type { RuledLayer } from "./rule.ts";
import { Products } from "./products.ts";

/** How one example changes weights: W ← c W + η δ hᵀ, c = 1 − decay. */
export interface Update {
  /** the input (in) */
  h: Float64Array;
  /** W h (out), before the update */
  Wh: Float64Array;
  /** the error (out) */
  δ: Float64Array;
}

/** W B (out × out) of weights that learn from one example at a time. */
export interface IncrementalProduct {
  readonly value: Matrix;
  /** makes it anew of W */
  renew(W: Matrix): void;
  /** changes it as the update changes W */
  update(update: Update): void;
}

/** W B, or W Wᵀ, of `out` rows. */
export function incrementalProduct(
  B: Feedback,
  out: number,
  { eta, decay }: LearningRates,
): IncrementalProduct {
  const keep = 1 - decay;
  const value = matrix(out, out), M = value.data;
  if (B !== "transposed weights") {
    const Bᵀh = new Float64Array(out);
    return {
      value,
      renew: (W) => void product(W, B, value),
      update({ h, δ }) {
        applyTransposed(B, h, Bᵀh);
        for (let i = 0, ij = 0; i < out; i++) {
          const step = eta * δ[i];
          for (let j = 0; j < out; j++, ij++) {
            M[ij] = keep * M[ij] + step * Bᵀh[j];
          }
        }
      },
    };
  }
  return {
    value,
    renew: (W) => void product(W, transpose(W), value),
    update({ h, Wh, δ }) {
      let squares = 0;
      for (let j = 0; j < h.length; j++) squares += h[j] * h[j];
      const both = eta * eta * squares;
      for (let i = 0; i < out; i++) {
        for (let j = 0; j <= i; j++) {
          const ij = i * out + j, cross = δ[i] * Wh[j] + Wh[i] * δ[j];
          M[ij] = keep * keep * M[ij] + keep * eta * cross +
            both * δ[i] * δ[j];
          M[j * out + i] = M[ij];
        }
      }
    },
  };
}

/** How a batch changes weights: W ← keep W + η E Hᵀ. */
export interface BatchUpdate {
  keep: number;
  eta: number;
  /** (in × n) */
  H: Factor;
  /** (out × n) */
  E: Factor;
  /** what drove the loop, from before the update: E if out ≤ in, else B E */
  R: Factor;
}

/** Updates after which a product or an inverse is renewed, so that what rounding adds up to stays small. */
export const mostUpdates = 50;

/**
 * A loop whose closing matrix follows the weights, and which is solved for every
 * batch. W Wᵀ is made anew for every batch, which costs no more; all else every 50
 * batches, counted from the first, so that a training that is interrupted has the
 * same digits.
 *
 * @param solve where the loop closed by M is when driven by R, and how well that is
 *   conditioned: as `probedSolve`
 */
export function solvedLoop(
  { algebra, product, state }: RuledLayer,
  feedback: Feedback,
  solve: (M: Matrix, R: Matrix) => { X: Matrix; condition: number },
): Loop {
  const products = new Products(algebra, product);
  let M: Matrix | undefined, updates = 0;
  /** that of the last batch, which differs little from this one's */
  let condition = Infinity;
  if (state) [updates, condition] = state.updates.data;
  if (state?.M) {
    const { shape: [size], data } = state.M;
    M = matrix(size, size, Float64Array.from(data));
  }
  return {
    get float32Suffices() {
      return product !== undefined && condition < largestFloat32Condition;
    },
    get stale() {
      return M === undefined || updates >= mostUpdates;
    },
    renew(weights) {
      updates = 0;
      return M = closingMatrix(algebra, feedback, weights);
    },
    solve(R) {
      const found = solve(M!, products.inDoubles("R", R));
      condition = found.condition;
      if (!(condition < largestTrustedCondition)) return null;
      return isFloat(R) ? products.inFloats("X", found.X) : found.X;
    },
    update({ keep, eta, H, E, R }) {
      const wide = E.rows <= H.rows;
      if (feedback !== "transposed weights") {
        const factors = wide
          ? [
            E,
            products.times("HᵀB", [H, feedback], { transposeA: true }),
          ] as const
          : [R, H] as const;
        const scales = { alpha: eta, beta: keep };
        algebra.gemm(M!, scales, factors, { transposeB: !wide });
      } else if (wide) {
        M = undefined;
      } else {
        const EᵀE = products.times("EᵀE", [E, E], { transposeA: true });
        const Z = products.times("Z", [H, EᵀE]);
        for (let i = 0; i < Z.data.length; i++) {
          Z.data[i] = keep * R.data[i] + eta / 2 * Z.data[i];
        }
        algebra.syr2k(M!, { alpha: eta, beta: keep * keep }, [Z, H]);
      }
      updates++;
    },
    state: () => ({
      ...M && { M: { shape: [M.rows, M.columns], data: M.data.slice() } },
      updates: { shape: [2], data: Float64Array.of(updates, condition) },
    }),
  };
}
