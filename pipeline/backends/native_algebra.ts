import {
  type DenseAlgebra,
  type Factor,
  productSizes,
  requireProduct,
  requireSystem,
  type Scales,
  type Transposed,
} from "../../lib/linalg/dense_algebra.ts";
import { copy, type Matrix, matrix } from "../../lib/linalg/matrix.ts";
import type { NativeLibrary } from "./native.ts";

const integer = "i32", number = "f64", array = "buffer";

/** What CBLAS calls its choices. */
const rowByRow = 101, columnByColumn = 102, notTransposed = 111;
const upper = 121, lower = 122, anyDiagonal = 131, onesOnDiagonal = 132;
const right = 142;

const symbols = {
  cblas_dgemm: {
    parameters: [
      ...[integer, integer, integer, integer, integer, integer],
      ...[number, array, integer, array, integer],
      ...[number, array, integer],
    ],
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
  const accumulate: DenseAlgebra["accumulate"] = (C, scales, [A, B], which) => {
    const data = { A: doubles(A, doublesOfA), B: doubles(B, doublesOfB) };
    multiply(library, { A, B, C, data, scales, transposed: which });
  };
  return {
    accumulate,
    product(A, B, transposed) {
      const { rows, columns } = productSizes(A, B, transposed);
      const C = matrix(rows, columns);
      accumulate(C, { keep: 0, add: 1 }, [A, B], transposed);
      return C;
    },
    solve: (A, B) => solve(library, { A, B, LU: factors(A.data) }),
  };
}

type Library = Deno.DynamicLibrary<typeof symbols>["symbols"];

function multiply(
  library: Library,
  { A, B, C, data, scales: { keep, add }, transposed = {} }: {
    A: Factor;
    B: Factor;
    C: Matrix;
    data: { A: Float64Array; B: Float64Array };
    scales: Scales;
    transposed?: Transposed;
  },
): void {
  const { rows, inner, columns } = productSizes(A, B, transposed);
  requireProduct(C, { rows, columns });
  const order = (yes = false) => yes ? 112 : 111;
  library.cblas_dgemm(
    ...[rowByRow, order(transposed.A), order(transposed.B)] as const,
    ...[rows, columns, inner] as const,
    ...[add, bytes(data.A), A.columns] as const,
    ...[bytes(data.B), B.columns] as const,
    ...[keep, bytes(C.data), columns] as const,
  );
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
 * LAPACK stores by columns what is here by rows: it factors Aᵀ = P L U and takes X
 * for Xᵀ, so that A X = B reads Xᵀ P L U = Bᵀ.
 */
function solve(
  library: Library,
  { A, B, LU }: { A: Matrix; B: Matrix; LU: Float64Array },
): Matrix {
  requireSystem(A, B);
  const { rows: n, columns } = B;
  const X = copy(B), pivots = new Int32Array(n);
  const size = bytes(Int32Array.of(n)), info = bytes(new Int32Array(1));
  library.dgetrf_(size, size, bytes(LU), size, bytes(pivots), info);
  const divideBy = (triangle: number, diagonal: number) =>
    library.cblas_dtrsm(
      ...[columnByColumn, right, triangle, notTransposed, diagonal] as const,
      ...[columns, n, 1, bytes(LU), n, bytes(X.data), columns] as const,
    );
  divideBy(upper, anyDiagonal);
  divideBy(lower, onesOnDiagonal);
  for (let i = n - 1; i >= 0; i--) swapRows(X, i, pivots[i] - 1);
  return X;
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
