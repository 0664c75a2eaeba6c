import type { DenseAlgebra, Factor } from "../../linalg/dense_algebra.ts";
import { type Matrix, matrix } from "../../linalg/matrix.ts";
import type { ScaledWeights } from "../../network/batch_layer.ts";
import { type Change, type LoopState, mostChanges } from "./loop.ts";
import { Products } from "./products.ts";

/** Feedback (in × out): fixed, or the weights themselves, transposed. */
export type Feedback = Matrix | "transposed weights";

/**
 * The matrix M that closes a loop of weights W (out × in) and feedback B
 * (in × out), on the smaller side: W B if out ≤ in, else B W, in float64.
 *
 * It follows the weights: W ← c W + η E Hᵀ makes of it, B being fixed,
 *
 *   M ← c M + η E (Hᵀ B)          if out ≤ in,
 *   M ← c M + η R Hᵀ,   R = B E,  if not,
 *
 * and where B = Wᵀ, with R = Wᵀ E,
 *
 *   M ← c² M + η (Z Hᵀ + H Zᵀ),   Z = c R + (η/2) H Eᵀ E,
 *
 * but W Wᵀ is made anew each time, which costs no more. All is made anew every 50
 * batches, counted from the first, so that a training that is interrupted has the
 * same digits.
 */
export class LoopMatrix {
  readonly #algebra: DenseAlgebra;
  readonly #feedback: Feedback;
  readonly #products: Products;
  #M: Matrix | undefined;
  #changes = 0;

  constructor(algebra: DenseAlgebra, feedback: Feedback, state?: LoopState) {
    this.#algebra = algebra;
    this.#feedback = feedback;
    this.#products = new Products(algebra);
    if (state) {
      const { shape: [size], data } = state.M;
      this.#M = matrix(size, size, Float64Array.from(data));
      this.#changes = state.changes.data[0];
    }
  }

  /** Whether M has to be made from the weights before it is used. */
  get stale(): boolean {
    return this.#M === undefined || this.#changes >= mostChanges;
  }

  /** M, to read only, until the next change. */
  get M(): Matrix {
    if (this.#M) return this.#M;
    throw new Error("Internal error: a loop matrix is used before it is made");
  }

  /** Makes M of the weights W = s V. */
  make({ V, s }: ScaledWeights): void {
    const wide = V.rows <= V.columns;
    this.#M = this.#feedback === "transposed weights"
      ? scaled(
        this.#algebra.product(
          V,
          V,
          wide ? { transposeB: true } : { transposeA: true },
        ),
        s * s,
      )
      : scaled(
        wide
          ? this.#algebra.product(V, this.#feedback)
          : this.#algebra.product(this.#feedback, V),
        s,
      );
    this.#changes = 0;
  }

  /** Follows the weights, or lets M be forgotten. */
  follow({ keep, eta, H, E, R }: Change): void {
    const { M } = this;
    const wide = E.rows <= H.rows;
    if (this.#feedback === "transposed weights" && wide) {
      this.#M = undefined;
    } else if (this.#feedback === "transposed weights") {
      const Z = this.#stepOfGram({ keep, eta, H, E, R });
      const scales = { alpha: eta, beta: keep * keep };
      this.#algebra.syr2k(M, scales, [Z, H]);
    } else {
      const factors = wide
        ? [
          E,
          this.#products.times("HᵀB", [H, this.#feedback], {
            transposeA: true,
          }),
        ] as const
        : [R, H] as const;
      this.#algebra.gemm(M, { alpha: eta, beta: keep }, factors, {
        transposeB: !wide,
      });
    }
    this.#changes++;
  }

  /** Z = c R + (η/2) H Eᵀ E */
  #stepOfGram({ keep, eta, H, E, R }: Change): Factor {
    const EᵀE = this.#products.times("EᵀE", [E, E], { transposeA: true });
    const Z = this.#products.times("Z", [H, EᵀE]);
    for (let i = 0; i < Z.data.length; i++) {
      Z.data[i] = keep * R.data[i] + eta / 2 * Z.data[i];
    }
    return Z;
  }

  /** All that it knows between two batches; nothing where M is made anew each time. */
  state(): LoopState | undefined {
    const M = this.#M;
    return M && {
      M: { shape: [M.rows, M.columns], data: M.data.slice() },
      changes: { shape: [1], data: Float64Array.of(this.#changes) },
    };
  }
}

/** c A, in place. */
export function scaled<Scaled extends Factor>(A: Scaled, c: number): Scaled {
  if (c !== 1) { for (let i = 0; i < A.data.length; i++) A.data[i] *= c; }
  return A;
}
