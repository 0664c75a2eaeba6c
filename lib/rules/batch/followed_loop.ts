import type { DenseAlgebra } from "../../linalg/dense_algebra.ts";
import { identity, type Matrix, matrix } from "../../linalg/matrix.ts";
import { longNorm } from "../../linalg/norms.ts";
import { systemNorm } from "../../linalg/system_norm.ts";
import { Workspace } from "../../linalg/workspace.ts";
import type { ScaledWeights } from "../../network/batch_layer.ts";
import {
  type Change,
  type Loop,
  type LoopResult,
  type LoopState,
  mostChanges,
  worstCondition,
} from "./loop.ts";
import { LoopMatrix } from "./loop_matrix.ts";

/** Condition above which an inverse is made anew in place of following the weights any further. */
const worstFollowed = 1e7;

/** What of X may be left out: it is trusted to six digits. */
const mostLeftOut = 1e-6;

/** A result without its scale: C ← op(A) op(B). */
const whole = { keep: 0, add: 1 };

/**
 * A loop of fixed feedback B whose inverse follows the weights, unless it is no
 * larger than n, the size of a batch: that takes half the time of solving for
 * every batch. With N = (M − α I)⁻¹, what the loop comes to is X = N R, and
 *
 *   W ← c W + η E Hᵀ  makes  M ← c M + η R Qᵀ,  Q = Bᵀ H if out ≤ in, else H,
 *   N ← (N − η X (c I + η Qᵀ X)⁻¹ Qᵀ N) / c.
 *
 * That takes α for c α; where a decay is so strong that it shows, the inverse is
 * made anew.
 *
 * Sherman, Morrison & Woodbury, 1950.
 */
export class FollowedLoop implements Loop {
  readonly #algebra: DenseAlgebra;
  readonly #B: Matrix;
  readonly #leak: number;
  readonly #matrix: LoopMatrix;
  readonly #workspace = new Workspace();
  #N: Matrix | undefined;
  /** ‖M − α I‖ when N was made */
  #norm = 0;
  #changes = 0;
  /** what has been left out of the leak since */
  #leftOut = 0;
  #trusted = false;
  #followable = false;
  #X: Matrix | undefined;

  constructor(
    algebra: DenseAlgebra,
    { feedback, leak, state }: {
      feedback: Matrix;
      leak: number;
      state?: LoopState;
    },
  ) {
    this.#algebra = algebra;
    this.#B = feedback;
    this.#leak = leak;
    this.#matrix = new LoopMatrix(algebra, feedback);
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
    this.#X = undefined;
    this.#judge();
  }

  settle(R: Matrix): LoopResult {
    const X = this.#workspace.matrix("X", R.rows, R.columns);
    this.#algebra.accumulate(X, whole, [this.#N!, R]);
    this.#X = X;
    return { X, trusted: this.#trusted };
  }

  follow({ keep, eta, H, E }: Change): void {
    const algebra = this.#algebra, N = this.#N, X = this.#X;
    this.#X = undefined;
    // made anew since it was used, so not trusted; or so small that making it anew takes less
    if (!N || !X || N.rows <= H.columns) {
      this.#N = undefined;
      return;
    }
    const n = H.columns;
    const S = this.#workspace.matrix("S", n, n);
    const QᵀN = this.#workspace.matrix("QᵀN", n, N.rows);
    if (E.rows <= H.rows) {
      const Qᵀ = this.#workspace.matrix("Qᵀ", n, N.rows);
      algebra.accumulate(Qᵀ, whole, [H, this.#B], { A: true });
      algebra.accumulate(S, { keep: 0, add: eta }, [Qᵀ, X]);
      algebra.accumulate(QᵀN, whole, [Qᵀ, N]);
    } else {
      algebra.accumulate(S, { keep: 0, add: eta }, [H, X], { A: true });
      algebra.accumulate(QᵀN, whole, [H, N], { A: true });
    }
    algebra.solve({ A: S, shift: keep }, QᵀN);
    algebra.accumulate(N, { keep: 1 / keep, add: -eta / keep }, [X, QᵀN]);
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

  #judge(): void {
    const size = longNorm(this.#N!.data), condition = this.#norm * size;
    this.#trusted = condition < worstCondition;
    this.#followable = condition < worstFollowed &&
      this.#leftOut * size < mostLeftOut;
  }
}
