/**
 * Factorisations of matrices: the one door to ml-matrix. All refuse numbers
 * that are not finite, on which its iterations would never end.
 */
// evaluated when first used: it takes longer to load than many a model to train
import defer * as ml from "ml-matrix";
import { allFinite, type Matrix, matrix, requireLength } from "./matrix.ts";
import { withinRange } from "./within_range.ts";

/**
 * The eigenvalues λ and right eigenvectors of a real square matrix.
 *
 * λ_k = `real[k]` + i `imaginary[k]`. Where λ_k is real, column k of `vectors`
 * is its eigenvector; where λ_k, λ_{k+1} are a conjugate pair, the first with
 * the positive imaginary part, columns k and k + 1 are the real and imaginary
 * parts of the first one's.
 */
export interface Eigenpairs {
  real: Float64Array;
  imaginary: Float64Array;
  vectors: Matrix;
}

/**
 * @throws {RangeError} if A is not square, or not finite.
 */
export function eigenpairs(A: Matrix): Eigenpairs {
  requireSquare("find eigenvalues", A);
  const { scaled, scale } = withinRange(A);
  const found = new ml.EigenvalueDecomposition(
    toMl("find eigenvalues", scaled),
  );
  const sized = (λ: number) => λ * scale;
  return {
    real: Float64Array.from(found.realEigenvalues, sized),
    imaginary: Float64Array.from(found.imaginaryEigenvalues, sized),
    vectors: fromMl(found.eigenvectorMatrix),
  };
}

/**
 * The solutions x of A x = b for each b, by one LU with partial pivoting, or
 * null if a pivot is exactly zero.
 *
 * @throws {RangeError} if A is not square or not finite, or a b does not fit.
 */
export function solve(
  A: Matrix,
  ...sides: Float64Array[]
): Float64Array[] | null {
  requireSquare("solve a linear system", A);
  for (const b of sides) requireLength("solve a linear system", b, A.rows);
  const lu = new ml.LuDecomposition(toMl("solve a linear system", A));
  if (lu.isSingular()) return null;
  return sides.map((b) =>
    Float64Array.from(lu.solve(ml.Matrix.columnVector(b)).to1DArray())
  );
}

/**
 * The thin QR factorisation A = Q R of a matrix with at least as many rows as
 * columns: Q has orthonormal columns, R is upper triangular.
 *
 * @throws {RangeError} if A has more columns than rows, or is not finite.
 */
export function qr(A: Matrix): { Q: Matrix; R: Matrix } {
  if (A.rows < A.columns) {
    throw new RangeError(
      `Cannot find the QR factorisation: wanted at least as many rows as columns, received (${A.rows}, ${A.columns})`,
    );
  }
  const found = new ml.QrDecomposition(toMl("find the QR factorisation", A));
  return {
    Q: fromMl(found.orthogonalMatrix),
    R: fromMl(found.upperTriangularMatrix),
  };
}

/**
 * The thin singular value decomposition A = U diag(s) Vᵀ: s from largest to
 * smallest, U (rows × r), V (columns × r), r the smaller of rows and columns.
 *
 * @throws {RangeError} if A is not finite.
 */
export function svd(A: Matrix): { U: Matrix; s: Float64Array; V: Matrix } {
  const { scaled, scale } = withinRange(A);
  const found = new ml.SingularValueDecomposition(
    toMl("find singular values", scaled),
    { autoTranspose: true },
  );
  const r = Math.min(A.rows, A.columns);
  return {
    U: firstColumns(found.leftSingularVectors, r),
    s: Float64Array.from(found.diagonal.slice(0, r), (σ) => σ * scale),
    V: firstColumns(found.rightSingularVectors, r),
  };
}

function requireSquare(action: string, A: Matrix): void {
  if (A.rows !== A.columns) {
    throw new RangeError(
      `Cannot ${action}: wanted a square matrix, received (${A.rows}, ${A.columns})`,
    );
  }
}

function toMl(action: string, A: Matrix): ml.Matrix {
  if (!allFinite(A.data)) {
    throw new RangeError(`Cannot ${action}: the matrix is not finite`);
  }
  const rows = Array.from(
    { length: A.rows },
    (_, i) => A.data.subarray(i * A.columns, (i + 1) * A.columns),
  );
  return new ml.Matrix(rows);
}

function fromMl(A: ml.Matrix): Matrix {
  return firstColumns(A, A.columns);
}

function firstColumns(A: ml.Matrix, columns: number): Matrix {
  const copied = matrix(A.rows, columns);
  for (let i = 0; i < A.rows; i++) {
    for (let j = 0; j < columns; j++) {
      copied.data[i * columns + j] = A.get(i, j);
    }
  }
  return copied;
}
