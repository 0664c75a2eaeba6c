import { floatTanh } from "../kernels/float_tanh.ts";
import type { DenseAlgebra, FloatMatrix } from "../linalg/dense_algebra.ts";
import type { AsyncGemm, Gemm } from "../linalg/gemm.ts";
import type { Shape } from "../linalg/matrix.ts";

/** φ(H B + 1 bᵀ), B (in × out): a layer through which examples pass as rows. */
export interface RowLayer {
  B: Float32Array;
  b: Float32Array;
  transfer: TransferName;
}

/** φ of a layer. */
export type TransferName = "tanh" | "linear";

/** Layers made ready for many examples: rows of inputs to rows of what the last layer gives. */
export interface FeedForward {
  pass(X: Float32Array): Float32Array | Promise<Float32Array>;
  /** frees what is held; it is of no use afterwards */
  dispose(): void;
}

/** Layers that products at once make ready for examples. */
export function feedForwardBy(gemm: Gemm): Backend["feedForward"] {
  return (layers) => ({
    pass: (X) =>
      layers.reduce((A, { B, b, transfer }) => {
        const columns = b.length, inner = B.length / columns;
        const rows = A.length / inner, C = new Float32Array(rows * columns);
        for (let at = 0; at < C.length; at += columns) C.set(b, at);
        gemm({ A, B, C }, { rows, inner, columns }, { beta: 1 });
        if (transfer === "tanh") floatTanh(C);
        return C;
      }, X),
    dispose() {},
  });
}

/** What the experiments on MNIST compute with. */
export interface Backend {
  readonly name: "wasm" | "native" | "webgpu" | "cpu";
  readonly gemm: AsyncGemm;
  readonly feedForward: (layers: readonly RowLayer[]) => FeedForward;
  /**
   * products at once, where they are fast: inverses then follow the weights where
   * they can, rather than be solved for
   */
  readonly syncGemm?: Gemm;
  /** zeros in memory that its products need not copy: its numbers are read anew each time */
  readonly room?: (shape: Shape) => FloatMatrix;
  /** products and solutions in float64 */
  readonly algebra: DenseAlgebra;
}
