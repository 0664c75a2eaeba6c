/**
 * Solving A x = b: the one door, and which method is used when and why.
 *
 * - `createLeastSquares`, `leastSquaresOfMany`, `pseudoinverse`: x = A⁺ b for every
 *   finite A. Householder's QR, without allocation, because rules solve a small
 *   system at every example; where A is rank-deficient or nearly so, the singular
 *   values of ml-matrix, which are slow.
 * - `createGuardedSolve`: x = A⁻¹ b by the same QR, or the answer that A is too near
 *   to a singular matrix.
 * - `inverse`: A⁻¹ by the same QR, of matrices that are far from singular.
 * - `probedSolve`: A⁻¹ B for a whole batch, with an estimate of the condition. Large
 *   systems: elimination in WebAssembly, or by LAPACK on the backend `native`.
 *
 * Beside these, `eigenmode` takes ml-matrix's LU for a row or two of the inverse of
 * its eigenvectors.
 */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { DenseAlgebra, LinearSystem } from "./dense_algebra.ts";
import {
  block,
  identity,
  type Matrix,
  matrix,
  place,
  requireLength,
  requireShape,
  type Shape,
  transpose,
} from "./matrix.ts";
import { longNorm } from "./norms.ts";
import { QR } from "./qr.ts";
import { type Solution, solutionBySingularValues } from "./singular_values.ts";

/** Above this condition, QR is not trusted and the singular values are looked at. */
const largestCondition = 1e13;

/**
 * A solver for systems of one shape, whose working memory it keeps: it writes
 * x = A⁺ b, of all x that make ‖A x − b‖ smallest the shortest, and leaves A and b
 * as they are. If A or b is not finite, neither is the answer.
 *
 * NumPy's `lstsq` with `rcond = -1` gives the same.
 */
export function createLeastSquares(
  { rows, columns }: Shape,
): (A: Matrix, b: Float64Array, x: Float64Array) => Float64Array {
  const prepare = createPreparation({ rows, columns });
  return (A, b, x) => {
    requireShape("solve least squares", A, { rows, columns });
    requireLength("solve least squares", b, rows);
    requireLength("store a solution", x, columns);
    return prepare(A)(b, x);
  };
}

/** A⁺ B, column by column, from one factorisation. */
export function leastSquaresOfMany(A: Matrix, B: Matrix): Matrix {
  const { rows, columns } = A;
  requireShape("solve least squares", B, { rows, columns: B.columns });
  return solveEach(createPreparation(A)(A), B, columns);
}

/** The pseudoinverse A⁺ (columns × rows). */
export function pseudoinverse(A: Matrix): Matrix {
  return leastSquaresOfMany(A, identity(A.rows));
}

/**
 * A solver for square systems of n equations, which keeps its working memory: it
 * writes x = A⁻¹ b and returns true, or returns false, with x anything, where the
 * condition number of A may be above `largestCondition` or A is not finite.
 */
export function createGuardedSolve(
  n: number,
  { largestCondition }: { largestCondition: number },
): (A: Matrix, b: Float64Array, x: Float64Array) => boolean {
  const qr = new QR({ rows: n, columns: n });
  return (A, b, x) => {
    requireShape("solve a system", A, { rows: n, columns: n });
    requireLength("solve a system", b, n);
    requireLength("store a solution", x, n);
    qr.factor(A);
    if (!(qr.conditionBound() <= largestCondition)) return false;
    qr.solve(b, x);
    return true;
  };
}

/**
 * A⁻¹ of a square matrix; not finite if A is singular.
 *
 * @throws {RangeError} if A is not square.
 */
export function inverse(A: Matrix): Matrix {
  const n = A.rows;
  requireShape("invert a matrix", A, { rows: n, columns: n });
  const qr = new QR(A);
  qr.factor(A);
  return solveEach((b, x) => qr.solve(b, x), identity(n), n);
}

/** Prepares solutions for matrices of one shape, one at a time, in memory of its own. */
function createPreparation(shape: Shape): (A: Matrix) => Solution {
  const qr = new QR(shape);
  const byFactors: Solution = (b, x) => qr.solve(b, x);
  return (A) => {
    qr.factor(A);
    return qr.conditionBound() < largestCondition
      ? byFactors
      : solutionBySingularValues(A);
  };
}

/** The solutions for the columns of B, each of n numbers, as columns. */
function solveEach(solve: Solution, B: Matrix, n: number): Matrix {
  const Bᵀ = transpose(B), Xᵀ = matrix(B.columns, n);
  for (let j = 0; j < B.columns; j++) {
    solve(
      Bᵀ.data.subarray(j * B.rows, (j + 1) * B.rows),
      Xᵀ.data.subarray(j * n, (j + 1) * n),
    );
  }
  return transpose(Xᵀ);
}

/** Columns added to the right side. */
const probes = 4;

/**
 * The solution of (A + shift I) X = B (n × n, n × columns), and how well that is
 * conditioned: ‖A‖ ‖A⁻¹‖ in the Frobenius norm, at least n, estimated mostly within a
 * factor of three. The condition is infinite or not a number where A is singular or not
 * finite; X is without meaning then.
 *
 * The estimate costs no solving of its own: beside B stand a few columns z of
 * random numbers with mean 0 and variance 1, always the same ones, of which
 *
 *   E ‖A⁻¹ z‖² = ‖A⁻¹‖²  (Frobenius).
 *
 * Hutchinson, 1990; Kenney & Laub, 1994 (small-sample condition estimates).
 *
 * @throws {RangeError} if A is not square, or B does not fit.
 */
export function probedSolve(
  algebra: DenseAlgebra,
  system: LinearSystem,
  B: Matrix,
): { X: Matrix; condition: number } {
  const { rows, columns } = B, Z = probesFor(rows);
  const left = { row: 0, column: 0 }, right = { row: 0, column: columns };
  const both = matrix(rows, columns + probes);
  place(both, B, left);
  place(both, Z, right);
  algebra.solve(system, both);
  const product = systemNorm(system) * longNorm(block(both, Z, right).data);
  return { X: block(both, B, left), condition: product / Math.sqrt(probes) };
}

/** ‖A + s I‖ (Frobenius), to all digits also where the shift leaves little of A. */
export function systemNorm(
  { A: { rows: n, data }, shift = 0 }: LinearSystem,
): number {
  if (shift === 0) return longNorm(data);
  let squares = 0;
  // from one number on the diagonal to the next lie n others
  for (let i = 0, ii = 0; i < n; i++, ii += n + 1) {
    const between = data.subarray(ii + 1, Math.min(ii + 1 + n, n * n));
    squares += (data[ii] + shift) ** 2 + longNorm(between) ** 2;
  }
  return Math.sqrt(squares);
}

const drawn = new Map<number, Matrix>();

/** Z (n × probes): uniform from −√3 to √3. */
function probesFor(n: number): Matrix {
  let Z = drawn.get(n);
  if (!Z) {
    const random = xoroshiro128plus(n);
    const numbers = Float64Array.from(
      { length: n * probes },
      () => Math.sqrt(3) * (2 * uniformFloat64(random) - 1),
    );
    drawn.set(n, Z = matrix(n, probes, numbers));
  }
  return Z;
}
