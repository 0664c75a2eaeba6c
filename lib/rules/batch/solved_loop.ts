import type { DenseAlgebra, Factor } from "../../linalg/dense_algebra.ts";
import type { Matrix } from "../../linalg/matrix.ts";
import type { ScaledWeights } from "../../network/batch_layer.ts";
import type { Change, Loop, LoopResult, LoopState } from "./loop.ts";
import { type Feedback, LoopMatrix } from "./loop_matrix.ts";
import { Products } from "./products.ts";

/** A loop whose matrix follows the weights, and which is solved for every batch. */
export class SolvedLoop implements Loop {
  readonly #matrix: LoopMatrix;
  readonly #solve: (M: Matrix, R: Matrix) => LoopResult;
  readonly #products: Products;
  readonly rough = false;

  /** @param solve what a loop with that M comes to, driven by R */
  constructor(
    algebra: DenseAlgebra,
    { feedback, solve, state }: {
      feedback: Feedback;
      solve: (M: Matrix, R: Matrix) => LoopResult;
      state?: LoopState;
    },
  ) {
    this.#matrix = new LoopMatrix(algebra, feedback, state);
    this.#products = new Products(algebra);
    this.#solve = solve;
  }

  get stale(): boolean {
    return this.#matrix.stale;
  }

  get M(): Matrix {
    return this.#matrix.M;
  }

  make(weights: ScaledWeights): void {
    this.#matrix.make(weights);
  }

  settle(R: Factor): LoopResult {
    return this.#solve(this.M, this.#products.inDoubles("R", R));
  }

  follow(change: Change): void {
    this.#matrix.follow(change);
  }

  state(): LoopState | undefined {
    return this.#matrix.state();
  }
}
