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
import type { Gemm } from "../linalg/gemm.ts";
import {
  largestFloat32Condition,
  largestTrustedCondition,
  type Loop,
} from "./batch_inversion.ts";
import type { RuledLayer } from "./rule.ts";
import { closingMatrix } from "./closing_matrix.ts";
import { mostUpdates } from "./incremental_product.ts";
import { Products } from "./products.ts";

/** Condition above which an inverse is renewed in place of following the weights any further. */
const largestUpdatedCondition = 1e7;

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
export function woodburyInverse(
  { algebra, B, leak, product, state }:
    & Pick<RuledLayer, "algebra" | "B" | "leak" | "state">
    & { product: Gemm },
): Loop {
  const products = new Products(algebra, product);
  let N: Matrix | undefined;
  /** N in float32, once it is needed */
  let near: FloatMatrix | undefined;
  let X: Factor | undefined;
  /** ‖M − α I‖ when N was made, the updates and what has been left out of the leak since */
  let norm = 0, updates = 0, leftOut = 0;
  let condition = 0;
  /** whether N may follow the weights further */
  let updatable = false;

  const assess = () => {
    const size = longNorm(N!.data);
    condition = norm * size;
    updatable = condition < largestUpdatedCondition &&
      leftOut * size < mostLeftOut;
  };
  if (state?.N) {
    const { shape: [size], data } = state.N;
    N = matrix(size, size, Float64Array.from(data));
    [norm, updates, leftOut] = state.updates.data;
    assess();
  }
  /** N ← beta N + alpha X Y */
  const add = (N: Matrix, X: Factor, Y: Matrix, scales: Scales) => {
    if (!isFloat(X)) {
      algebra.gemm(N, scales, [X, Y]);
      near = undefined;
      return;
    }
    const { alpha, beta } = scales, { data } = near!;
    const { data: XY } = products
      .times("XY", [X, products.inFloats("Y", Y)]);
    for (let i = 0; i < data.length; i++) {
      data[i] = N.data[i] = beta * N.data[i] + alpha * XY[i];
    }
  };
  return {
    get stale() {
      return N === undefined || updates >= mostUpdates ||
        updates > 0 && !updatable;
    },
    get float32Suffices() {
      return condition < largestFloat32Condition;
    },
    renew(weights) {
      const M = closingMatrix(algebra, B, weights);
      const system = { A: M, shift: -leak };
      N = identity(M.rows);
      algebra.solve(system, N);
      norm = systemNorm(system);
      updates = leftOut = 0;
      near = X = undefined;
      assess();
      return M;
    },
    renewed: () => N!,
    solve(R) {
      X = products.times("X", [isFloat(R) ? near ??= rounded(N!) : N!, R]);
      return condition < largestTrustedCondition ? X : null;
    },
    update({ keep, eta, H, E }) {
      const used = X;
      X = undefined;
      // renewed since it was used, so not trusted; or so small that renewing it takes less
      if (!N || !used || N.rows <= H.columns) {
        N = undefined;
        return;
      }
      const wide = E.rows <= H.rows, transposes = { transposeA: !wide };
      const Q = wide
        ? products.times("Qᵀ", [H, products.like(used, B)], {
          transposeA: true,
        })
        : H;
      const S = products.times("S", [Q, used], transposes, eta);
      const factor = isFloat(used) ? near! : N;
      const QᵀN = products.inDoubles(
        "QᵀN",
        products.times("QᵀN", [Q, factor], transposes),
      );
      algebra.solve({ A: products.inDoubles("S", S), shift: keep }, QᵀN);
      add(N, used, QᵀN, { alpha: -eta / keep, beta: 1 / keep });
      updates++;
      leftOut += (1 - keep) * leak;
      assess();
    },
    state: () =>
      N && {
        N: { shape: [N.rows, N.columns], data: N.data.slice() },
        updates: { shape: [3], data: Float64Array.of(norm, updates, leftOut) },
      },
  };
}
