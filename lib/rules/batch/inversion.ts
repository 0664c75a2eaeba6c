import type { Factor } from "../../linalg/dense_algebra.ts";
import { type Matrix, matrix } from "../../linalg/matrix.ts";
import type { BatchLayer, ScaledWeights } from "../../network/batch_layer.ts";
import type { BatchRule, BatchRuleMaker, RuledLayer } from "./batch_rule.ts";
import { FixedFeedback } from "./fixed_feedback.ts";
import { FollowedLoop } from "./followed_loop.ts";
import type { Loop } from "./loop.ts";
import { scaled } from "./loop_matrix.ts";
import { Products } from "./products.ts";
import {
  type DrivenLoop,
  exactRestingState,
  restingState,
} from "./resting_state.ts";
import { SolvedLoop } from "./solved_loop.ts";
import { steppedState } from "./stepped_state.ts";
import { leastSquaresOfMany } from "../../linalg/solve.ts";

/** Non-dynamic inversion of a batch. See `rules/non_dynamic_inversion.ts`. */
export const batchNonDynamicInversion: BatchRuleMaker = (_, ruled) => {
  const { algebra, B, leak, product, state } = ruled;
  const feedback = new FixedFeedback(B);
  const solve = (M: Matrix, R: Matrix) => restingState(algebra, { M, R, leak });
  return new Inversion({
    ...ruled,
    feedback,
    loop: product
      ? new FollowedLoop(algebra, {
        feedback,
        leak,
        product,
        state: state?.N && state,
      })
      : new SolvedLoop(algebra, {
        feedback: B,
        solve,
        state: state?.M && state,
      }),
    exact: ({ loop }) => exactRestingState(loop),
  });
};

/**
 * Pseudobackpropagation of a batch. See `rules/pseudobackpropagation.ts`.
 *
 * Where W has full rank, W⁺ is what non-dynamic inversion without a leak does
 * with feedback B = Wᵀ: Wᵀ (W Wᵀ)⁻¹ if out ≤ in, else (Wᵀ W)⁻¹ Wᵀ.
 */
export const batchPseudobackpropagation: BatchRuleMaker = (_, ruled) => {
  const { algebra, state } = ruled;
  const leak = 0, feedback = "transposed weights", kind = { definite: true };
  const solve = (M: Matrix, R: Matrix) =>
    restingState(algebra, { M, R, leak }, kind);
  return new Inversion({
    ...ruled,
    leak,
    feedback,
    loop: new SolvedLoop(algebra, {
      feedback,
      solve,
      state: state?.M && state,
    }),
    exact: ({ W, E }) => leastSquaresOfMany(W, E),
    exactBelow: true,
  });
};

/** Linear dynamic inversion of a batch, all its steps. See `rules/dynamic_inversion.ts`. */
export const batchDynamicInversion: BatchRuleMaker = (_, ruled) => {
  const { algebra, B, leak, state } = ruled;
  const solve = (M: Matrix, R: Matrix) => ({
    X: steppedState(algebra, { M, R, leak }),
    trusted: true,
  });
  return new Inversion({
    ...ruled,
    feedback: new FixedFeedback(B),
    loop: new SolvedLoop(algebra, {
      feedback: B,
      solve,
      state: state?.M && state,
    }),
    exact: ({ loop }) => exactRestingState(loop),
  });
};

/** What the exact solution may start from, all float64. */
interface Exact {
  loop: DrivenLoop;
  W: Matrix;
  E: Matrix;
}

interface InversionSettings extends RuledLayer {
  feedback: FixedFeedback | "transposed weights";
  /** the loop, which comes to rest fast */
  loop: Loop;
  /** what it comes to, exact and slow */
  exact: (exact: Exact) => Matrix;
  /** whether the exact solution is the error below already, rather than what the loop comes to */
  exactBelow?: boolean;
}

/**
 * Rules that invert a layer, in float64: with the matrix M that closes the loop
 * on its smaller side, X what the loop comes to when driven by R, and D (in × n)
 * the error below,
 *
 *   out ≤ in:  M = W B,  R = E,    D = B X
 *   out > in:  M = B W,  R = B E,  D = X.
 *
 * E is float32; where the loop is rough, R, X and D are as well. A result that
 * cannot be trusted is replaced by the exact one, and counted.
 */
class Inversion implements BatchRule {
  readonly #layer: BatchLayer;
  readonly #settings: InversionSettings;
  readonly #loop: Loop;
  readonly #wide: boolean;
  readonly #products: Products;
  #last: { E: Factor; R: Factor } | undefined;
  #batches = 0;
  #fallbacks = 0;
  #first = 0;

  constructor(settings: InversionSettings) {
    const { layer, algebra, loop, product, state } = settings;
    this.#layer = layer;
    this.#products = new Products(algebra, product);
    this.#settings = settings;
    this.#loop = loop;
    this.#wide = layer.rows <= layer.columns;
    if (state) {
      [this.#batches, this.#fallbacks, this.#first] = state.counts.data;
    }
  }

  async errorBelow(errors: Float32Array): Promise<Float32Array> {
    const E = { ...this.#layerShape(errors), data: errors };
    const weights = await this.#neededWeights();
    if (this.#loop.stale) this.#loop.make(weights!);
    const R = this.#driveOf(this.#loop.rough ? E : this.#inDoubles(E), weights);
    this.#last = { E, R };
    this.#batches++;
    const { X, trusted } = this.#loop.settle(R);
    const D = trusted
      ? this.#wide ? this.#feedBack("D", X, weights) : X
      : await this.#exactly(this.#inDoubles(E));
    return new Float32Array(D.data);
  }

  learn(H: Float32Array): void {
    const { keep, eta, columns } = this.#layer;
    const { E, R } = this.#last!;
    const inputs = { rows: columns, columns: E.columns, data: H };
    this.#loop.follow({ keep, eta, H: inputs, E, R });
    this.#last = undefined;
  }

  state() {
    const counts = Float64Array.of(
      ...[this.#batches, this.#fallbacks, this.#first],
    );
    return { ...this.#loop.state(), counts: { shape: [3], data: counts } };
  }

  report() {
    return {
      fallbacks: this.#fallbacks,
      first: this.#first,
      batches: this.#batches,
    };
  }

  /** The weights, where this batch needs them: tensors are not copied for nothing. */
  async #neededWeights(): Promise<ScaledWeights | undefined> {
    const transposed = this.#settings.feedback === "transposed weights";
    return transposed || this.#loop.stale
      ? await this.#layer.weights()
      : undefined;
  }

  /** R */
  #driveOf(E: Factor, weights: ScaledWeights | undefined): Factor {
    return this.#wide ? E : this.#feedBack("R", E, weights);
  }

  /** B A, or Wᵀ A; until the next of that name. */
  #feedBack(
    name: string,
    A: Factor,
    weights: ScaledWeights | undefined,
  ): Factor {
    const { feedback } = this.#settings;
    if (feedback !== "transposed weights") {
      return this.#products.times(name, [feedback.like(A), A]);
    }
    const { V, s } = weights!;
    return scaled(this.#products.times(name, [V, A], { transposeA: true }), s);
  }

  #inDoubles(E: Factor): Matrix {
    return this.#products.inDoubles("E", E);
  }

  async #exactly(E: Matrix): Promise<Factor> {
    this.#fallbacks++;
    this.#first ||= this.#batches;
    const { exact, exactBelow, leak } = this.#settings;
    const weights = await this.#layer.weights();
    this.#loop.make(weights);
    const R = this.#products.inDoubles("R", this.#driveOf(E, weights));
    const X = exact({
      loop: { M: this.#loop.M, R, leak },
      W: scaled(float64(weights.V), weights.s),
      E,
    });
    return this.#wide && !exactBelow ? this.#feedBack("D", X, weights) : X;
  }

  #layerShape(errors: Float32Array) {
    const { rows } = this.#layer;
    return { rows, columns: errors.length / rows };
  }
}

/** A copy in float64. */
function float64({ rows, columns, data }: Factor): Matrix {
  return matrix(rows, columns, new Float64Array(data));
}
