import { conditionNumber } from "../linalg/condition.ts";
import type { Factor } from "../linalg/dense_algebra.ts";
import { type Matrix, matrix, scale } from "../linalg/matrix.ts";
import type { ScaledWeights } from "../network/batch_layer.ts";
import type { BatchRule, RuledLayer, RuleState } from "./rule.ts";
import { closingMatrix, type Feedback } from "./closing_matrix.ts";
import type { BatchUpdate } from "./incremental_product.ts";
import { Products } from "./products.ts";

/** The loop of a layer's weights and their feedback, for whole batches, while the weights learn. */
export interface Loop {
  /** whether it has to be renewed before it is used */
  readonly stale: boolean;
  /** makes it of the weights W = s V; returns the matrix that closes it, to read only */
  renew(weights: ScaledWeights): Matrix;
  /** the inverse of that matrix less the leak, right after it was renewed, if it has one */
  renewed?(): Matrix;
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

/**
 * Condition below which products of float32 change the result no more than the
 * rounding of what drives the loop has changed it already.
 */
export const largestFloat32Condition = 1e6;

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
export function batchInversion(
  ruled: RuledLayer,
  { feedback, loop, exactState, exactBelow }: InversionParts,
): BatchRule {
  const { layer, algebra, leak, product, state } = ruled;
  const wide = layer.rows <= layer.columns;
  const products = new Products(algebra, product);
  let [batches, fallbacks, first] = state?.counts.data ?? [0, 0, 0];
  let last: { E: Factor; R: Factor } | undefined;

  /** B A, or Wᵀ A; until the next of that name. */
  const feedBack = (name: string, A: Factor): Factor => {
    if (feedback !== "transposed weights") {
      return products.times(name, [products.like(A, feedback), A]);
    }
    const { V, s } = layer.weights();
    return scale(products.times(name, [V, A], { transposeA: true }), s);
  };
  const exactly = (E: Matrix): Factor => {
    fallbacks++;
    first ||= batches;
    const weights = layer.weights();
    const M = loop.renew(weights);
    if (exactBelow) {
      const { V: { rows, columns, data }, s } = weights;
      const W = matrix(rows, columns, new Float64Array(data));
      return exactBelow(scale(W, s), E);
    }
    const R = wide ? E : feedBack("R", E);
    const X = exactState!(M, products.inDoubles("R", R));
    return wide ? feedBack("D", X) : X;
  };
  return {
    errorBelow(data) {
      const { rows } = layer;
      const E = { rows, columns: data.length / rows, data };
      if (loop.stale) loop.renew(layer.weights());
      const driving = loop.float32Suffices ? E : products.inDoubles("E", E);
      const R = wide ? driving : feedBack("R", driving);
      last = { E, R };
      batches++;
      const X = loop.solve(R);
      const D = !X
        ? exactly(products.inDoubles("E", E))
        : wide
        ? feedBack("D", X)
        : X;
      return new Float32Array(D.data);
    },
    learn(data) {
      const { keep, eta, columns: rows } = layer;
      const { E, R } = last!, H = { rows, columns: E.columns, data };
      loop.update({ keep, eta, H, E, R });
      last = undefined;
    },
    state() {
      const data = Float64Array.of(batches, fallbacks, first);
      return { ...loop.state(), counts: { shape: [3], data } };
    },
    condition() {
      const weights = layer.weights(), { stale } = loop;
      // one that is stale the next batch would renew first, of these very weights
      const A = stale
        ? loop.renew(weights)
        : closingMatrix(algebra, feedback, weights);
      const shift = feedback === "transposed weights" ? 0 : -leak;
      const inverse = stale ? loop.renewed?.() : undefined;
      return conditionNumber(algebra, { A, shift }, inverse);
    },
    report: () => ({ fallbacks, first, batches }),
  };
}
