import {
  type DenseAlgebra,
  type Factor,
  productSizes,
  requireProduct,
  requireSystem,
  type Scales,
  type Transposes,
} from "../../lib/linalg/dense_algebra.ts";
import { type Matrix, matrix } from "../../lib/linalg/matrix.ts";
import type { NativeLibrary } from "./native.ts";

const integer = "i32", number = "f64", array = "buffer";

/** What CBLAS calls its choices. */
const rowByRow = 101, columnByColumn = 102, notTransposed = 111;
const transposedOrder = 112;
const upper = 121, lower = 122, anyDiagonal = 131, onesOnDiagonal = 132;
const right = 142;
/** What LAPACK calls the lower triangle. */
const lowerTriangle = new TextEncoder().encode("L");

const symbols = {
  cblas_dgemm: {
    parameters: [
      ...[integer, integer, integer, integer, integer, integer],
      ...[number, array, integer, array, integer],
      ...[number, array, integer],
    ],
    result: "void",
  },
  cblas_dsyrk: {
    parameters: [
      ...[integer, integer, integer, integer, integer],
      ...[number, array, integer],
      ...[number, array, integer],
    ],
    result: "void",
  },
  cblas_dsyr2k: {
    parameters: [
      ...[integer, integer, integer, integer, integer],
      ...[number, array, integer, array, integer],
      ...[number, array, integer],
    ],
    result: "void",
  },
  dpotrf_: {
    parameters: [array, array, array, array, array],
    result: "void",
  },
  dgetrf_: {
    parameters: [array, array, array, array, array, array],
    result: "void",
  },
  cblas_dtrsm: {
    parameters: [
      ...[integer, integer, integer, integer, integer, integer, integer],
      ...[number, array, integer, array, integer],
    ],
    result: "void",
  },
} as const;

/**
 * Dense float64 algebra by a library of this machine: BLAS for products, LAPACK
 * for systems.
 *
 * @throws {TypeError} if the library cannot be opened, or has no LAPACK.
 */
export function openNativeAlgebra(
  { path }: Pick<NativeLibrary, "path">,
): DenseAlgebra {
  const library = Deno.dlopen(path, symbols).symbols;
  const doublesOfA = copier(), doublesOfB = copier(), factors = copier();
  const gemm: DenseAlgebra["gemm"] = (C, scales, [A, B], which) => {
    const data = { A: doubles(A, doublesOfA), B: doubles(B, doublesOfB) };
    multiply(library, { A, B, C, data, scales, transposes: which });
  };
  return {
    gemm,
    product(A, B, transposes = {}) {
      const { rows, columns } = productSizes(A, B, transposes);
      const C = matrix(rows, columns);
      const { transposeA = false, transposeB = false } = transposes;
      if (A === B && transposeA !== transposeB) {
        const data = doubles(A, doublesOfA);
        gram(library, { A, C, data, transposed: transposeA });
      } else gemm(C, { alpha: 1, beta: 0 }, [A, B], transposes);
      return C;
    },
    syr2k(M, scales, [A, B]) {
      const data = { A: doubles(A, doublesOfA), B: doubles(B, doublesOfB) };
      addSymmetric(library, { A, B, M, data, scales });
    },
    solve(system, X) {
      requireSystem(system, X);
      const { A, shift = 0, definite = false } = system;
      const LU = factors(A.data);
      for (let i = 0; i < X.rows; i++) LU[i * X.rows + i] += shift;
      (definite ? solveDefinite : solveGeneral)(library, LU, X);
    },
  };
}

type Library = Deno.DynamicLibrary<typeof symbols>["symbols"];

function multiply(
  library: Library,
  { A, B, C, data, scales: { alpha, beta }, transposes = {} }: {
    A: Factor;
    B: Factor;
    C: Matrix;
    data: { A: Float64Array; B: Float64Array };
    scales: Scales;
    transposes?: Transposes;
  },
): void {
  const { rows, inner, columns } = productSizes(A, B, transposes);
  requireProduct(C, { rows, columns });
  const order = (yes = false) => yes ? transposedOrder : notTransposed;
  library.cblas_dgemm(
    ...[
      rowByRow,
      order(transposes.transposeA),
      order(transposes.transposeB),
    ] as const,
    ...[rows, columns, inner] as const,
    ...[alpha, bytes(data.A), A.columns] as const,
    ...[bytes(data.B), B.columns] as const,
    ...[beta, bytes(C.data), columns] as const,
  );
}

/** C ← A Aᵀ, or Aᵀ A. */
function gram(
  library: Library,
  { A, C, data, transposed }: {
    A: Factor;
    C: Matrix;
    data: Float64Array;
    transposed: boolean;
  },
): void {
  const order = transposed ? transposedOrder : notTransposed;
  library.cblas_dsyrk(
    ...[rowByRow, lower, order, C.rows] as const,
    ...[transposed ? A.rows : A.columns, 1, bytes(data), A.columns] as const,
    ...[0, bytes(C.data), C.rows] as const,
  );
  mirror(C);
}

/** M ← beta M + alpha (A Bᵀ + B Aᵀ). */
function addSymmetric(
  library: Library,
  { A, B, M, data, scales: { alpha, beta } }: {
    A: Factor;
    B: Factor;
    M: Matrix;
    data: { A: Float64Array; B: Float64Array };
    scales: Scales;
  },
): void {
  requireProduct(M, productSizes(A, B, { transposeB: true }));
  library.cblas_dsyr2k(
    ...[rowByRow, lower, notTransposed, M.rows, A.columns] as const,
    ...[alpha, bytes(data.A), A.columns, bytes(data.B), B.columns] as const,
    ...[beta, bytes(M.data), M.rows] as const,
  );
  mirror(M);
}

/** Rows and columns at hand at a time, so that a column's numbers come from the cache. */
const tile = 32;

/** Copies what is below the diagonal to above it. */
function mirror({ rows: n, data }: Matrix): void {
  for (let top = 0; top < n; top += tile) {
    const bottom = Math.min(top + tile, n);
    for (let left = 0; left <= top; left += tile) {
      for (let i = top; i < bottom; i++) {
        const right = Math.min(left + tile, i);
        for (let j = left; j < right; j++) data[j * n + i] = data[i * n + j];
      }
    }
  }
}

/**
 * Copies numbers to float64, each time to the same place for so many of them: new
 * memory takes longer than copying.
 */
function copier(): (numbers: Factor["data"]) => Float64Array {
  const places = new Map<number, Float64Array>();
  return (numbers) => {
    const { length } = numbers;
    const place = places.get(length) ?? new Float64Array(length);
    places.set(length, place);
    place.set(numbers);
    return place;
  };
}

/**
 * X ← A⁻¹ X; A is lost to its factors. LAPACK stores by columns what is here by
 * rows: it factors Aᵀ = P L U and takes X for Xᵀ, so that A X = B reads
 * Xᵀ P L U = Bᵀ.
 */
function solveGeneral(library: Library, A: Float64Array, X: Matrix): void {
  const n = X.rows, pivots = new Int32Array(n);
  const size = bytes(Int32Array.of(n)), info = bytes(new Int32Array(1));
  library.dgetrf_(size, size, bytes(A), size, bytes(pivots), info);
  divide(library, [X, A], [upper, notTransposed, anyDiagonal]);
  divide(library, [X, A], [lower, notTransposed, onesOnDiagonal]);
  for (let i = n - 1; i >= 0; i--) swapRows(X, i, pivots[i] - 1);
}

/** The same for A = L Lᵀ, Xᵀ L Lᵀ = Bᵀ; not a number where A is not positive definite. */
function solveDefinite(library: Library, A: Float64Array, X: Matrix): void {
  const size = bytes(Int32Array.of(X.rows)), info = new Int32Array(1);
  library.dpotrf_(lowerTriangle, size, bytes(A), size, bytes(info));
  if (info[0] !== 0) {
    X.data.fill(NaN);
    return;
  }
  divide(library, [X, A], [lower, transposedOrder, anyDiagonal]);
  divide(library, [X, A], [lower, notTransposed, anyDiagonal]);
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

function doubles(
  { data }: Factor,
  copy: (numbers: Factor["data"]) => Float64Array,
): Float64Array {
  return data instanceof Float64Array ? data : copy(data);
}

function bytes(numbers: Float64Array | Int32Array): BufferSource {
  return numbers as BufferSource;
}
