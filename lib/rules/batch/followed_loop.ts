import {
  type DenseAlgebra,
  type Factor,
  type FloatMatrix,
  isFloat,
  rounded,
  type Scales,
} from "../../linalg/dense_algebra.ts";
import { identity, type Matrix, matrix } from "../../linalg/matrix.ts";
import { longNorm } from "../../linalg/norms.ts";
import type { ScaledWeights } from "../../network/batch_layer.ts";
import type { MatrixProduct } from "../../network/matrix_product.ts";
import type { FixedFeedback } from "./fixed_feedback.ts";
import {
  type Change,
  type Loop,
  type LoopResult,
  type LoopState,
  mostChanges,
  worstCondition,
} from "./loop.ts";
import { LoopMatrix } from "./loop_matrix.ts";
import { Products } from "./products.ts";
import { systemNorm } from "../../linalg/probed_solve.ts";

/** Condition above which an inverse is made anew in place of following the weights any further. */
const worstFollowed = 1e7;

/**
 * Condition below which products of float32 change the result no more than the
 * rounding of what drives the loop has changed it already.
 */
const worstRough = 1e6;

/** What of X may be left out: it is trusted to six digits. */
const mostLeftOut = 1e-6;

/**
 * A loop of fixed feedback B whose inverse follows the weights, unless it is no
 * larger than n, the size of a batch: that takes less than half of the time of
 * solving for every batch. With N = (M − α I)⁻¹, what the loop comes to is X = N R, and
 *
 *   W ← c W + η E Hᵀ  makes  M ← c M + η R Qᵀ,  Q = Bᵀ H if out ≤ in, else H,
 *   N ← (N − η X (c I + η Qᵀ X)⁻¹ Qᵀ N) / c.
 *
 * N is float64. Where R is float32, so are X and what is added to N, which is small
 * beside it. The change of N takes α for c α; where a decay is so strong that it
 * shows, the inverse is made anew.
 *
 * Sherman, Morrison & Woodbury, 1950.
 */
export class FollowedLoop implements Loop {
  readonly #algebra: DenseAlgebra;
  readonly #feedback: FixedFeedback;
  readonly #leak: number;
  readonly #matrix: LoopMatrix;
  readonly #products: Products;
  #N: Matrix | undefined;
  /** N in float32, once it is needed */
  #rounded: FloatMatrix | undefined;
  /** ‖M − α I‖ when N was made */
  #norm = 0;
  #changes = 0;
  /** what has been left out of the leak since */
  #leftOut = 0;
  #condition = 0;
  #followable = false;
  #X: Factor | undefined;

  constructor(
    algebra: DenseAlgebra,
    { feedback, leak, product, state }: {
      feedback: FixedFeedback;
      leak: number;
      product: MatrixProduct;
      state?: LoopState;
    },
  ) {
    this.#algebra = algebra;
    this.#feedback = feedback;
    this.#leak = leak;
    this.#matrix = new LoopMatrix(algebra, feedback.B);
    this.#products = new Products(algebra, product);
    if (state) {
      const { shape: [size], data } = state.N;
      this.#N = matrix(size, size, Float64Array.from(data));
      [this.#norm, this.#changes, this.#leftOut] = state.followed.data;
      this.#judge();
    }
  }

  get stale(): boolean {
    return this.#N === undefined || this.#changes >= mostChanges ||
      this.#changes > 0 && !this.#followable;
  }

  get rough(): boolean {
    return this.#condition < worstRough;
  }

  get M(): Matrix {
    return this.#matrix.M;
  }

  make(weights: ScaledWeights): void {
    this.#matrix.make(weights);
    const system = { A: this.M, shift: -this.#leak };
    this.#N = identity(this.M.rows);
    this.#algebra.solve(system, this.#N);
    this.#norm = systemNorm(system);
    this.#changes = this.#leftOut = 0;
    this.#rounded = this.#X = undefined;
    this.#judge();
  }

  settle(R: Factor): LoopResult {
    const N = isFloat(R) ? this.#rounded ??= rounded(this.#N!) : this.#N!;
    this.#X = this.#products.times("X", [N, R]);
    return { X: this.#X, trusted: this.#condition < worstCondition };
  }

  follow({ keep, eta, H, E }: Change): void {
    const N = this.#N, X = this.#X, products = this.#products;
    this.#X = undefined;
    // made anew since it was used, so not trusted; or so small that making it anew takes less
    if (!N || !X || N.rows <= H.columns) {
      this.#N = undefined;
      return;
    }
    const near = isFloat(X) ? this.#rounded! : N;
    const wide = E.rows <= H.rows, transposes = { transposeA: !wide };
    const Q = wide
      ? products.times("Qᵀ", [H, this.#feedback.like(X)], { transposeA: true })
      : H;
    const S = products.times("S", [Q, X], transposes, eta);
    const change = products.times("QᵀN", [Q, near], transposes);
    const QᵀN = products.inDoubles("QᵀN", change);
    const system = { A: products.inDoubles("S", S), shift: keep };
    this.#algebra.solve(system, QᵀN);
    this.#add(X, QᵀN, { alpha: -eta / keep, beta: 1 / keep });
    this.#changes++;
    this.#leftOut += (1 - keep) * this.#leak;
    this.#judge();
  }

  state(): LoopState | undefined {
    const N = this.#N;
    return N && {
      N: { shape: [N.rows, N.columns], data: N.data.slice() },
      followed: {
        shape: [3],
        data: Float64Array.of(this.#norm, this.#changes, this.#leftOut),
      },
    };
  }

  /** N ← beta N + alpha X Y */
  #add(X: Factor, Y: Matrix, scales: Scales): void {
    const N = this.#N!;
    if (!isFloat(X)) {
      this.#algebra.gemm(N, scales, [X, Y]);
      this.#rounded = undefined;
      return;
    }
    const { alpha, beta } = scales, near = this.#rounded!.data;
    const XY = this.#products
      .times("XY", [X, this.#products.inFloats("Y", Y)]).data;
    for (let i = 0; i < near.length; i++) {
      near[i] = N.data[i] = beta * N.data[i] + alpha * XY[i];
    }
  }

  #judge(): void {
    const size = longNorm(this.#N!.data);
    this.#condition = this.#norm * size;
    this.#followable = this.#condition < worstFollowed &&
      this.#leftOut * size < mostLeftOut;
  }
}
