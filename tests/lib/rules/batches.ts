/** One layer as the rules for batches see it, and the same in plain numbers. */
import { type Matrix, matrix, transpose } from "../../../lib/linalg/matrix.ts";
import {
  BatchLayer,
  type ScaledWeights,
} from "../../../lib/network/batch_layer.ts";
import type { Gemm } from "../../../lib/linalg/gemm.ts";
import { uniformMatrix } from "../kernels/numbers.ts";
import { wasm } from "../network/backends.ts";
import type { BatchRuleMaker, RuleState } from "../../../lib/rules/rule.ts";

export const { algebra } = wasm;
export const rates = { eta: 0.01, decay: 1e-3 };

/** Weights of float32, so that nothing is rounded when a layer takes them. */
export function floatMatrix(
  rows: number,
  columns: number,
  seed: number,
): Matrix {
  const { data } = uniformMatrix(rows, columns, { seed });
  return matrix(rows, columns, Float64Array.from(data, Math.fround));
}

/** A layer of weights W with a rule over it. */
export function ruled(
  maker: BatchRuleMaker,
  { W, weights, B = transpose(W, -1), leak = 0, product, state }: {
    W: Matrix;
    /** the layer's, where it has learned already */
    weights?: ScaledWeights;
    B?: Matrix;
    leak?: number;
    product?: Gemm;
    state?: RuleState;
  },
) {
  const b = new Float64Array(W.rows);
  const layer = new BatchLayer(wasm, {
    ...weights ?? { V: W, s: 1, b },
    ...rates,
  });
  const rule = maker(wasm.gemm, { layer, B, leak, algebra, product, state });
  return {
    layer,
    rule,
    /** the weights as they are, in float64 */
    weights(): Matrix {
      const { V, s } = layer.weights();
      return matrix(W.rows, W.columns, Float64Array.from(V.data, (v) => s * v));
    },
  };
}

/** Column k of a batch of `rows` numbers an example. */
export function column(
  values: ArrayLike<number>,
  { rows, k }: { rows: number; k: number },
): Float64Array {
  const n = values.length / rows;
  return Float64Array.from({ length: rows }, (_, i) => values[i * n + k]);
}

/** A batch of errors or activities. */
export function drawnBatch(
  rows: number,
  n: number,
  seed: number,
): Float32Array {
  return Float32Array.from(floatMatrix(rows, n, seed).data);
}
