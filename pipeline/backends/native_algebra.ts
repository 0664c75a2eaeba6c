import {
  type DenseAlgebra,
  type Factor,
  productSizes,
  requireSystem,
  type Transposed,
} from "../../lib/linalg/dense_algebra.ts";
import { type Matrix, matrix, transpose } from "../../lib/linalg/matrix.ts";
import { columnSumNorm } from "../../lib/linalg/norms.ts";
import type { NativeLibrary } from "./native.ts";

const integer = "i32", number = "f64", array = "buffer";

/** Fortran passes the length of a text after all other arguments. */
const length = "usize";

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
  dgetrs_: {
    parameters: [
      ...[array, array, array, array, array],
      ...[array, array, array, array, length],
    ],
    result: "void",
  },
  dgecon_: {
    parameters: [
      ...[array, array, array, array, array],
      ...[array, array, array, array, length],
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
  return {
    product: (A, B, transposed) => product(library, { A, B, transposed }),
    solve: (A, B) => solve(library, { A, B }),
  };
}

type Library = Deno.DynamicLibrary<typeof symbols>["symbols"];

function product(
  library: Library,
  { A, B, transposed = {} }: { A: Factor; B: Factor; transposed?: Transposed },
): Matrix {
  const { rows, inner, columns } = productSizes(A, B, transposed);
  const C = matrix(rows, columns);
  const rowByRow = 101;
  const order = (yes = false) => yes ? 112 : 111;
  library.cblas_dgemm(
    ...[rowByRow, order(transposed.A), order(transposed.B)] as const,
    ...[rows, columns, inner] as const,
    ...[1, doubles(A), A.columns] as const,
    ...[doubles(B), B.columns] as const,
    ...[0, bytes(C.data), columns] as const,
  );
  return C;
}

/** LAPACK stores by columns what is here by rows, so it is given Aᵀ and asked for its transposed system. */
function solve(library: Library, { A, B }: { A: Matrix; B: Matrix }) {
  requireSystem(A, B);
  const { rows, columns } = B;
  const n = one(rows), LU = A.data.slice(), X = transpose(B);
  const pivots = bytes(new Int32Array(rows)), info = one(0);
  library.dgetrf_(n, n, bytes(LU), n, pivots, info);
  library.dgetrs_(
    ...[letter("T"), n, one(columns), bytes(LU), n] as const,
    ...[pivots, bytes(X.data), n, info, 1n] as const,
  );
  const reciprocal = new Float64Array(1);
  library.dgecon_(
    ...[letter("I"), n, bytes(LU), n] as const,
    ...[bytes(Float64Array.of(columnSumNorm(A))), bytes(reciprocal)] as const,
    ...[bytes(new Float64Array(4 * rows))] as const,
    ...[bytes(new Int32Array(rows)), info, 1n] as const,
  );
  return { X: transpose(X), condition: 1 / reciprocal[0] };
}

function doubles({ data }: Factor): BufferSource {
  return bytes(data instanceof Float64Array ? data : Float64Array.from(data));
}

function bytes(numbers: Float64Array | Int32Array): BufferSource {
  return numbers as BufferSource;
}

function one(value: number): BufferSource {
  return bytes(Int32Array.of(value));
}

function letter(text: string): BufferSource {
  return new TextEncoder().encode(text);
}
