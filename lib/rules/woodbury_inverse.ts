import {
  type Factor,
  type FloatMatrix,
  isFloat,
  rounded,
  type Scales,
} from "../linalg/dense_algebra.ts";
import { identity, type Matrix, matrix } from "../linalg/matrix.ts";
import { longNorm } from "../linalg/norms.ts";
import { systemNorm } from "../linalg/solve.ts";
import type { ScaledWeights } from "../network/batch_layer.ts";
import type { Gemm } from "../network/gemm.ts";
import { largestTrustedCondition, type Loop } from "./batch_inversion.ts";
import type { RuledLayer, RuleState } from "./rule.ts";
import {
  type BatchUpdate,
  closingMatrix,
  mostUpdates,
} from "./incremental_product.ts";
import { Products } from "./products.ts";

/** Condition above which an inverse is renewed in place of following the weights any further. */
const largestUpdatedCondition = 1e7;

/**
 * Condition below which products of float32 change the result no more than the
 * rounding of what drives the loop has changed it already.
 */
const largestFloat32Condition = 1e6;

/** What of X may be left out: it is trusted to six digits. */
const mostLeftOut = 1e-6;

/**
 * A loop of fixed feedback B whose inverse follows the weights, unless it is no
 * larger than n, the size of a batch: that takes less than half of the time of
 * solving for every batch. With N = (M − α I)⁻¹, the state of the loop is X = N R, and
 *
 *   W ← c W + η E Hᵀ  makes  M ← c M + η R Qᵀ,  Q = Bᵀ H if out ≤ in, else H,
 *   N ← (N − η X (c I + η Qᵀ X)⁻¹ Qᵀ N) / c.
 *
 * N is float64. Where R is float32, so are X and what is added to N, which is small
 * beside it. The update of N takes α for c α; where a decay is so strong that it
 * shows, the inverse is renewed.
 *
 * Sherman, Morrison & Woodbury, 1950.
 */
export class WoodburyInverse implements Loop {
  readonly #ruled: Pick<RuledLayer, "algebra" | "B" | "leak">;
  readonly #products: Products;
  #N: Matrix | undefined;
  /** N in float32, once it is needed */
  #rounded: FloatMatrix | undefined;
  /** ‖M − α I‖ when N was made */
  #norm = 0;
  #updates = 0;
  /** what has been left out of the leak since */
  #leftOut = 0;
  #condition = 0;
  /** whether N may follow the weights further */
  #updatable = false;
  #X: Factor | undefined;

  constructor(
    { algebra, B, leak, product, state }:
      & Pick<RuledLayer, "algebra" | "B" | "leak" | "state">
      & { product: Gemm },
  ) {
    this.#ruled = { algebra, B, leak };
    this.#products = new Products(algebra, product);
    if (state?.N) {
      const { shape: [size], data } = state.N;
      this.#N = matrix(size, size, Float64Array.from(data));
      [this.#norm, this.#updates, this.#leftOut] = state.updates.data;
      this.#assess();
    }
  }

  get stale(): boolean {
    return this.#N === undefined || this.#updates >= mostUpdates ||
      this.#updates > 0 && !this.#updatable;
  }

  get float32Suffices(): boolean {
    return this.#condition < largestFloat32Condition;
  }

  renew(weights: ScaledWeights): Matrix {
    const { algebra, B, leak } = this.#ruled;
    const M = closingMatrix(algebra, B, weights);
    const system = { A: M, shift: -leak };
    this.#N = identity(M.rows);
    algebra.solve(system, this.#N);
    this.#norm = systemNorm(system);
    this.#updates = this.#leftOut = 0;
    this.#rounded = this.#X = undefined;
    this.#assess();
    return M;
  }

  solve(R: Factor): Factor | null {
    const N = isFloat(R) ? this.#rounded ??= rounded(this.#N!) : this.#N!;
    this.#X = this.#products.times("X", [N, R]);
    return this.#condition < largestTrustedCondition ? this.#X : null;
  }

  update({ keep, eta, H, E }: BatchUpdate): void {
    const N = this.#N, X = this.#X, products = this.#products;
    const { algebra, B, leak } = this.#ruled;
    this.#X = undefined;
    // renewed since it was used, so not trusted; or so small that renewing it takes less
    if (!N || !X || N.rows <= H.columns) {
      this.#N = undefined;
      return;
    }
    const wide = E.rows <= H.rows, transposes = { transposeA: !wide };
    const Q = wide
      ? products.times("Qᵀ", [H, products.like(X, B)], { transposeA: true })
      : H;
    const S = products.times("S", [Q, X], transposes, eta);
    const near = isFloat(X) ? this.#rounded! : N;
    const product = products.times("QᵀN", [Q, near], transposes);
    const QᵀN = products.inDoubles("QᵀN", product);
    algebra.solve({ A: products.inDoubles("S", S), shift: keep }, QᵀN);
    this.#add(X, QᵀN, { alpha: -eta / keep, beta: 1 / keep });
    this.#updates++;
    this.#leftOut += (1 - keep) * leak;
    this.#assess();
  }

  state(): RuleState | undefined {
    const N = this.#N;
    const history = [this.#norm, this.#updates, this.#leftOut];
    return N && {
      N: { shape: [N.rows, N.columns], data: N.data.slice() },
      updates: { shape: [3], data: Float64Array.from(history) },
    };
  }

  /** N ← beta N + alpha X Y */
  #add(X: Factor, Y: Matrix, scales: Scales): void {
    const N = this.#N!;
    if (!isFloat(X)) {
      this.#ruled.algebra.gemm(N, scales, [X, Y]);
      this.#rounded = undefined;
      return;
    }
    const { alpha, beta } = scales, near = this.#rounded!.data;
    const { data: XY } = this.#products
      .times("XY", [X, this.#products.inFloats("Y", Y)]);
    for (let i = 0; i < near.length; i++) {
      near[i] = N.data[i] = beta * N.data[i] + alpha * XY[i];
    }
  }

  #assess(): void {
    const size = longNorm(this.#N!.data);
    this.#condition = this.#norm * size;
    this.#updatable = this.#condition < largestUpdatedCondition &&
      this.#leftOut * size < mostLeftOut;
  }
}
