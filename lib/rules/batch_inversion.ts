import type {
  DenseAlgebra,
  Factor,
  LinearSystem,
} from "../linalg/dense_algebra.ts";
import { type Matrix, matrix, scale } from "../linalg/matrix.ts";
import { probedSolve } from "../linalg/solve.ts";
import type { ScaledWeights } from "../network/batch_layer.ts";
import type { BatchRule, RuledLayer, RuleState } from "./rule.ts";
import type { BatchUpdate, Feedback } from "./incremental_product.ts";
import { Products } from "./products.ts";

/** The loop of a layer's weights and their feedback, for whole batches, while the weights learn. */
export interface Loop {
  /** whether it has to be renewed before it is used */
  readonly stale: boolean;
  /** makes it of the weights W = s V; returns the matrix that closes it, to read only */
  renew(weights: ScaledWeights): Matrix;
  /** whether float32 suffices for what drives it, and is faster then */
  readonly float32Suffices: boolean;
  /**
   * X (size × n), where the loop is when R drives it, until the next use; null where
   * it cannot be trusted to about six digits, but for the rounding of R
   */
  solve(R: Factor): Factor | null;
  /** changes it as the update changes W, or leaves it stale */
  update(update: BatchUpdate): void;
  /** all that it knows between two batches, if anything */
  state(): RuleState | undefined;
}

/** Condition at which elimination still leaves six digits of sixteen. */
export const largestTrustedCondition = 1e10;

/** The solution of a system for R, or null if that is badly conditioned. */
export function restingState(
  algebra: DenseAlgebra,
  system: LinearSystem,
  R: Matrix,
): Matrix | null {
  const { X, condition } = probedSolve(algebra, system, R);
  return condition < largestTrustedCondition ? X : null;
}

/** How a rule inverts a layer. */
export interface InversionParts {
  feedback: Feedback;
  loop: Loop;
  /** X, exact and slow, where the loop's cannot be trusted */
  exactState?: (M: Matrix, R: Matrix) => Matrix;
  /** D, likewise */
  exactBelow?: (W: Matrix, E: Matrix) => Matrix;
}

/**
 * Rules that invert a layer, in float64: with the matrix M that closes the loop
 * on its smaller side, X the state of the loop when driven by R, and D (in × n)
 * the error below,
 *
 *   out ≤ in:  M = W B,  R = E,    D = B X
 *   out > in:  M = B W,  R = B E,  D = X.
 *
 * E is float32; where float32 suffices for the loop, R, X and D are as well. A
 * state that cannot be trusted is replaced by the exact one, and counted.
 */
export class BatchInversion implements BatchRule {
  readonly #ruled: RuledLayer;
  readonly #parts: InversionParts;
  readonly #wide: boolean;
  readonly #products: Products;
  #last: { E: Factor; R: Factor } | undefined;
  #counts = { fallbacks: 0, first: 0, batches: 0 };

  constructor(ruled: RuledLayer, parts: InversionParts) {
    const { layer, algebra, product, state } = ruled;
    this.#ruled = ruled;
    this.#parts = parts;
    this.#wide = layer.rows <= layer.columns;
    this.#products = new Products(algebra, product);
    if (state) {
      const [batches, fallbacks, first] = state.counts.data;
      this.#counts = { fallbacks, first, batches };
    }
  }

  errorBelow(errors: Float32Array): Float32Array {
    const { layer } = this.#ruled, { loop } = this.#parts;
    const { rows } = layer;
    const E = { rows, columns: errors.length / rows, data: errors };
    if (loop.stale) loop.renew(layer.weights());
    const driving = loop.float32Suffices ? E : this.#inDoubles(E);
    const R = this.#wide ? driving : this.#feedBack("R", driving);
    this.#last = { E, R };
    this.#counts.batches++;
    const X = loop.solve(R);
    const D = !X
      ? this.#exactly(this.#inDoubles(E))
      : this.#wide
      ? this.#feedBack("D", X)
      : X;
    return new Float32Array(D.data);
  }

  learn(data: Float32Array): void {
    const { keep, eta, columns: rows } = this.#ruled.layer;
    const { E, R } = this.#last!, H = { rows, columns: E.columns, data };
    this.#parts.loop.update({ keep, eta, H, E, R });
    this.#last = undefined;
  }

  state() {
    const { batches, fallbacks, first } = this.#counts;
    const data = Float64Array.of(batches, fallbacks, first);
    return { ...this.#parts.loop.state(), counts: { shape: [3], data } };
  }

  report() {
    return { ...this.#counts };
  }

  /** B A, or Wᵀ A; until the next of that name. */
  #feedBack(name: string, A: Factor): Factor {
    const { feedback } = this.#parts, products = this.#products;
    if (feedback !== "transposed weights") {
      return products.times(name, [products.like(A, feedback), A]);
    }
    const { V, s } = this.#ruled.layer.weights();
    return scale(products.times(name, [V, A], { transposeA: true }), s);
  }

  #inDoubles(E: Factor): Matrix {
    return this.#products.inDoubles("E", E);
  }

  #exactly(E: Matrix): Factor {
    this.#counts.fallbacks++;
    this.#counts.first ||= this.#counts.batches;
    const { loop, exactState, exactBelow } = this.#parts;
    const weights = this.#ruled.layer.weights();
    const M = loop.renew(weights);
    if (exactBelow) {
      const { V: { rows, columns, data }, s } = weights;
      const W = matrix(rows, columns, new Float64Array(data));
      return exactBelow(scale(W, s), E);
    }
    const R = this.#wide ? E : this.#feedBack("R", E);
    const X = exactState!(M, this.#products.inDoubles("R", R));
    return this.#wide ? this.#feedBack("D", X) : X;
  }
}
