/** Matrix products and solutions by a library of this machine: OpenBLAS, Accelerate or MKL. */
import {
  type DenseAlgebra,
  type Factor,
  mirror,
  productSizes,
  requireProduct,
  requireSystem,
  type Transposes,
} from "../../lib/linalg/dense_algebra.ts";
import { type Matrix, matrix } from "../../lib/linalg/matrix.ts";
import type { Gemm } from "../../lib/linalg/gemm.ts";
import { type Backend, feedForwardBy } from "../../lib/network/backend.ts";

/** What computes matrix products, and how. */
export interface NativeLibrary {
  /** the full path, for which FFI is permitted */
  path: string;
  /** threads of its own; Accelerate keeps its own count */
  threads: number;
}

/** How a function of the library is called. */
function call<const Types extends Deno.NativeType[]>(...parameters: Types) {
  return { parameters, result: "void" } as const;
}

const int = "i32", float = "f32", double = "f64", array = "buffer";
const optional = true;

/** Products are BLAS's, factors LAPACK's, which takes all by reference. */
const symbols = {
  cblas_sgemm: call(
    ...[int, int, int, int, int, int, float, array, int] as const,
    ...[array, int, float, array, int] as const,
  ),
  cblas_dgemm: call(
    ...[int, int, int, int, int, int, double, array, int] as const,
    ...[array, int, double, array, int] as const,
  ),
  cblas_dsyrk: call(
    ...[int, int, int, int, int, double, array, int] as const,
    ...[double, array, int] as const,
  ),
  cblas_dsyr2k: call(
    ...[int, int, int, int, int, double, array, int] as const,
    ...[array, int, double, array, int] as const,
  ),
  cblas_dtrsm: call(
    ...[int, int, int, int, int, int, int] as const,
    ...[double, array, int, array, int] as const,
  ),
  dgetrf_: { ...call(array, array, array, array, array, array), optional },
  dpotrf_: { ...call(array, array, array, array, array), optional },
  openblas_set_num_threads: { ...call(int), optional },
  MKL_Set_Num_Threads: { ...call(int), optional },
} as const;

type Library = Deno.DynamicLibrary<typeof symbols>["symbols"];

/** What CBLAS calls its choices. */
const rowByRow = 101, columnByColumn = 102, right = 142;
const order = (transposed = false) => transposed ? 112 : 111;
const upper = 121, lower = 122, anyDiagonal = 131, onesOnDiagonal = 132;
/** What LAPACK calls the lower triangle. */
const lowerTriangle = new TextEncoder().encode("L");

/**
 * The backend of a library of this machine. Results differ from those of `wasm` by
 * rounding, and may differ with the library, the processor and the number of threads.
 *
 * @throws {TypeError} if the library cannot be opened, or has no BLAS.
 */
export function openNative({ path, threads }: NativeLibrary): Backend {
  const library = Deno.dlopen(path, symbols).symbols;
  library.openblas_set_num_threads?.(threads);
  library.MKL_Set_Num_Threads?.(threads);
  const syncGemm: Gemm = (
    { A, B, C },
    { rows, inner, columns, transposeA, transposeB, strides },
    { alpha = 1, beta = 0 } = {},
  ) =>
    library.cblas_sgemm(
      ...[rowByRow, order(transposeA), order(transposeB)] as const,
      ...[rows, columns, inner, alpha] as const,
      ...[A, strides?.A ?? (transposeA ? rows : inner)] as const,
      ...[B, strides?.B ?? (transposeB ? inner : columns), beta] as const,
      ...[C, strides?.C ?? columns] as const,
    );
  return {
    name: "native",
    gemm: syncGemm,
    syncGemm,
    feedForward: feedForwardBy(syncGemm),
    algebra: new NativeAlgebra(library),
  };
}

/** Dense float64 algebra: BLAS for products, LAPACK for systems. */
class NativeAlgebra implements DenseAlgebra {
  readonly #library: Library;
  /** copies in float64, each time in the same place for so many numbers: new memory takes longer than copying */
  readonly #copies: Record<string, Map<number, Float64Array>> = {};

  constructor(library: Library) {
    this.#library = library;
  }

  product(A: Factor, B: Factor, transposes: Transposes = {}): Matrix {
    const { rows, columns } = productSizes(A, B, transposes);
    const C = matrix(rows, columns);
    const { transposeA = false, transposeB = false } = transposes;
    if (A !== B || transposeA === transposeB) {
      this.gemm(C, { alpha: 1, beta: 0 }, [A, B], transposes);
      return C;
    }
    this.#library.cblas_dsyrk(
      ...[rowByRow, lower, order(transposeA), rows] as const,
      ...[transposeA ? A.rows : A.columns, 1] as const,
      ...[this.#doubles("A", A), A.columns, 0, bytes(C.data), rows] as const,
    );
    mirror(C);
    return C;
  }

  gemm(
    ...[C, { alpha, beta }, [A, B], transposes = {}]: Parameters<
      DenseAlgebra["gemm"]
    >
  ): void {
    const { rows, inner, columns } = productSizes(A, B, transposes);
    requireProduct(C, { rows, columns });
    const { transposeA, transposeB } = transposes;
    this.#library.cblas_dgemm(
      ...[rowByRow, order(transposeA), order(transposeB)] as const,
      ...[rows, columns, inner, alpha] as const,
      ...[this.#doubles("A", A), A.columns] as const,
      ...[this.#doubles("B", B), B.columns] as const,
      ...[beta, bytes(C.data), columns] as const,
    );
  }

  syr2k(...[M, { alpha, beta }, [A, B]]: Parameters<DenseAlgebra["syr2k"]>) {
    requireProduct(M, productSizes(A, B, { transposeB: true }));
    this.#library.cblas_dsyr2k(
      ...[rowByRow, lower, order(), M.rows, A.columns, alpha] as const,
      ...[this.#doubles("A", A), A.columns] as const,
      ...[this.#doubles("B", B), B.columns] as const,
      ...[beta, bytes(M.data), M.rows] as const,
    );
    mirror(M);
  }

  /** @throws {Error} if the library has no LAPACK. */
  solve(...[system, X]: Parameters<DenseAlgebra["solve"]>): void {
    requireSystem(system, X);
    const { A, shift = 0, definite = false } = system;
    const LU = this.#copy("factors", A);
    for (let i = 0; i < X.rows; i++) LU[i * X.rows + i] += shift;
    (definite ? solveDefinite : solveGeneral)(this.#library, LU, X);
  }

  #doubles(name: string, A: Factor): BufferSource {
    const { data } = A;
    return bytes(data instanceof Float64Array ? data : this.#copy(name, A));
  }

  #copy(name: string, { data }: Factor): Float64Array {
    const copies = this.#copies[name] ??= new Map();
    const copy = copies.get(data.length) ?? new Float64Array(data.length);
    copies.set(data.length, copy);
    copy.set(data);
    return copy;
  }
}

/**
 * X ← A⁻¹ X; A is overwritten by its factors. LAPACK stores by columns what is here
 * by rows: it factors Aᵀ = P L U and takes X for Xᵀ, so that A X = B reads
 * Xᵀ P L U = Bᵀ.
 */
function solveGeneral(library: Library, A: Float64Array, X: Matrix): void {
  const n = X.rows, pivots = new Int32Array(n);
  const size = bytes(Int32Array.of(n)), info = bytes(new Int32Array(1));
  lapack(library.dgetrf_)(size, size, bytes(A), size, bytes(pivots), info);
  divide(library, [X, A], [upper, order(), anyDiagonal]);
  divide(library, [X, A], [lower, order(), onesOnDiagonal]);
  for (let i = n - 1; i >= 0; i--) swapRows(X, i, pivots[i] - 1);
}

/** The same for A = L Lᵀ, Xᵀ L Lᵀ = Bᵀ; not a number where A is not positive definite. */
function solveDefinite(library: Library, A: Float64Array, X: Matrix): void {
  const size = bytes(Int32Array.of(X.rows)), info = new Int32Array(1);
  lapack(library.dpotrf_)(lowerTriangle, size, bytes(A), size, bytes(info));
  if (info[0] !== 0) {
    X.data.fill(NaN);
    return;
  }
  divide(library, [X, A], [lower, order(true), anyDiagonal]);
  divide(library, [X, A], [lower, order(), anyDiagonal]);
}

function lapack<Routine>(routine: Routine | null): Routine {
  if (routine) return routine;
  throw new Error(
    "Cannot solve natively: the library of the native backend has no LAPACK; install OpenBLAS, or leave --backend out",
  );
}

/** Xᵀ ← Xᵀ op(T)⁻¹, T a triangle of factors stored by columns. */
function divide(
  library: Library,
  [{ rows: n, columns, data }, factors]: [Matrix, Float64Array],
  [triangle, order, diagonal]: [number, number, number],
): void {
  library.cblas_dtrsm(
    ...[columnByColumn, right, triangle, order, diagonal] as const,
    ...[columns, n, 1, bytes(factors), n, bytes(data), columns] as const,
  );
}

function swapRows({ columns, data }: Matrix, i: number, j: number): void {
  if (i === j) return;
  const kept = data.slice(i * columns, (i + 1) * columns);
  data.copyWithin(i * columns, j * columns, (j + 1) * columns);
  data.set(kept, j * columns);
}

function bytes(numbers: Float64Array | Int32Array): BufferSource {
  return numbers as BufferSource;
}
