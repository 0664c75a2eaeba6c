import { openProductBackend } from "../../lib/network/product_backend.ts";
import type { MatrixProduct } from "../../lib/network/matrix_product.ts";
import {
  openTensorflow,
  type Tensorflow,
} from "../../lib/network/tensorflow.ts";

/** What computes matrix products, and how. */
export interface NativeLibrary {
  /** OpenBLAS, Accelerate or MKL: the full path, for which FFI is permitted */
  path: string;
  /** threads of its own; Accelerate keeps its own count */
  threads: number;
}

const integer = "i32", float = "f32", matrix = "buffer";

const symbols = {
  cblas_sgemm: {
    parameters: [
      ...[integer, integer, integer, integer, integer, integer],
      ...[float, matrix, integer, matrix, integer],
      ...[float, matrix, integer],
    ],
    result: "void",
  },
  openblas_set_num_threads: {
    parameters: [integer],
    result: "void",
    optional: true,
  },
  MKL_Set_Num_Threads: {
    parameters: [integer],
    result: "void",
    optional: true,
  },
} as const;

/**
 * tensorflow.js with its matrix products computed by a library of this machine,
 * in float32. Results differ from those of `wasm` by rounding, and may differ
 * with the library, the processor and the number of threads.
 *
 * @throws {TypeError} if the library cannot be opened or has no cblas_sgemm.
 */
export async function openNative(library: NativeLibrary): Promise<Tensorflow> {
  const multiply = openNativeProduct(library);
  return await openProductBackend(await openTensorflow("cpu"), {
    name: "native",
    multiply,
  });
}

/**
 * The same products by themselves.
 *
 * @throws {TypeError} if the library cannot be opened or has no cblas_sgemm.
 */
export function openNativeProduct(
  { path, threads }: NativeLibrary,
): MatrixProduct {
  const library = Deno.dlopen(path, symbols).symbols;
  library.openblas_set_num_threads?.(threads);
  library.MKL_Set_Num_Threads?.(threads);
  const rowByRow = 101, asStored = 111, transposed = 112;
  return (
    { A, B, C },
    { rows, inner, columns, transposeA, transposeB, strides },
    { alpha, beta } = { alpha: 1, beta: 1 },
  ) =>
    library.cblas_sgemm(
      rowByRow,
      transposeA ? transposed : asStored,
      transposeB ? transposed : asStored,
      rows,
      columns,
      inner,
      alpha,
      A,
      strides?.A ?? (transposeA ? rows : inner),
      B,
      strides?.B ?? (transposeB ? inner : columns),
      beta,
      C,
      strides?.C ?? columns,
    );
}
