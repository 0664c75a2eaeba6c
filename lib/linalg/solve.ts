/**
 * Solving A x = b: the one door, and which method is used when and why.
 *
 * - `createLeastSquares`, `leastSquaresOfMany`, `pseudoinverse`: x = A⁺ b for every
 *   finite A. Householder's QR, without allocation, because rules solve a small
 *   system at every example; where A is rank-deficient or nearly so, singular values,
 *   which are slow.
 * - `createGuardedSolve`: the same QR, or the answer that A is nearly rank-deficient.
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
  allFinite,
  block,
  copy,
  identity,
  type Matrix,
  matrix,
  place,
  requireShape,
  rowsOf,
  type Shape,
  shiftDiagonal,
  transpose,
} from "./matrix.ts";
import { longNorm, norm, withinRange } from "./norms.ts";
import { QR } from "./qr.ts";

/** Writes x = A⁺ b for the A that it was made from; returns it. */
type Solution = (b: Float64Array, x: Float64Array) => Float64Array;

/** Above this condition, QR is not trusted and the singular values are looked at. */
const largestCondition = 1e13;

/**
 * A solver for systems of one shape, whose working memory it keeps: made ready for A,
 * and until it is for another, it writes x = A⁺ b, of all x that make ‖A x − b‖
 * smallest the shortest, and leaves A and b as they are. If A or b is not finite,
 * neither is the answer.
 *
 * NumPy's `lstsq` with `rcond = -1` gives the same.
 */
export function createLeastSquares(shape: Shape): (A: Matrix) => Solution {
  const prepare = createGuardedSolve(shape, largestCondition);
  return (A) => prepare(A) ?? solutionBySingularValues(A);
}

/** The same, but null where the condition number of A may be above `largestCondition` or A is not finite. */
export function createGuardedSolve(
  shape: Shape,
  largestCondition: number,
): (A: Matrix) => Solution | null {
  const qr = new QR(shape);
  const solve: Solution = (b, x) => qr.solve(b, x);
  return (A) => {
    qr.factor(A);
    return qr.conditionBound() <= largestCondition ? solve : null;
  };
}

/** A⁺ B, column by column, from one factorisation. */
export function leastSquaresOfMany(A: Matrix, B: Matrix): Matrix {
  requireShape("solve least squares", B, { ...B, rows: A.rows });
  return solveEach(createLeastSquares(A)(A), B, A.columns);
}

/** The pseudoinverse A⁺ (columns × rows). */
export function pseudoinverse(A: Matrix): Matrix {
  return leastSquaresOfMany(A, identity(A.rows));
}

/**
 * A⁻¹ of a square matrix; not finite if A is singular.
 *
 * @throws {RangeError} if A is not square.
 */
export function inverse(A: Matrix): Matrix {
  const qr = new QR({ rows: A.rows, columns: A.rows });
  qr.factor(A);
  return solveEach((b, x) => qr.solve(b, x), identity(A.rows), A.rows);
}

/** Singular values not above this times the norm of A count as zero: LAPACK's machine precision. */
const ε = 2 ** -53;
/** More than were ever needed. */
const mostSweeps = 60;

/**
 * x = V diag(1/s) Uᵀ b with A = U diag(s) Vᵀ: right for every finite A, and slow.
 *
 * Jacobi's rotations V, from one side, make the columns of A V = U diag(s) orthogonal.
 * By hand, since they come to an end where those of ml-matrix do not: on what is many
 * powers of ten smaller than the rest. Hestenes, 1958; Golub & Van Loan, 8.6.3.
 */
export function solutionBySingularValues(A: Matrix): Solution {
  if (!allFinite(A.data)) return (_, x) => x.fill(NaN);
  const wide = A.rows < A.columns;
  const { scaled, scale } = withinRange(A);
  // the fewer vectors: the columns of A, or of Aᵀ
  const U = rowsOf(wide ? copy(scaled) : transpose(scaled));
  const V = rowsOf(identity(U.length));
  const least = (ε * norm(scaled.data)) ** 2;
  let sweeps = 0;
  while (sweeps < mostSweeps && orthogonalise(U, V, least)) sweeps++;
  const [from, to] = wide ? [V, U] : [U, V];
  const squares = U.map((u) => dot(u, u));
  return (b, x) => {
    x.fill(allFinite(b) ? 0 : NaN);
    squares.forEach((square, k) => {
      if (!(square > least)) return;
      const c = dot(from[k], b) / square / scale;
      for (let i = 0; i < x.length; i++) x[i] += c * to[k][i];
    });
    return x;
  };
}

/**
 * Turns every two vectors u to right angles, and the v with them; false if all were. What
 * is not above the `least` square is rounding, and left alone.
 */
function orthogonalise(
  u: readonly Float64Array[],
  v: readonly Float64Array[],
  least: number,
): boolean {
  const tolerance = u[0].length * Number.EPSILON;
  let turned = false;
  for (let j = 1; j < u.length; j++) {
    for (let i = 0; i < j; i++) {
      const a = dot(u[i], u[i]), b = dot(u[j], u[j]), c = dot(u[i], u[j]);
      if (a <= least || b <= least) continue;
      if (!(Math.abs(c) > tolerance * Math.sqrt(a) * Math.sqrt(b))) continue;
      const ζ = (b - a) / (2 * c);
      const tan = Math.sign(ζ || 1) / (Math.abs(ζ) + Math.hypot(1, ζ));
      for (const w of [u, v]) rotate(w[i], w[j], tan);
      turned = true;
    }
  }
  return turned;
}

function rotate(x: Float64Array, y: Float64Array, tan: number): void {
  const cos = 1 / Math.hypot(1, tan), sin = cos * tan;
  for (let i = 0; i < x.length; i++) {
    const xi = x[i];
    x[i] = cos * xi - sin * y[i];
    y[i] = sin * xi + cos * y[i];
  }
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * y[i];
  return sum;
}

/** The solutions for the columns of B, each of n numbers, as columns. */
function solveEach(solve: Solution, B: Matrix, n: number): Matrix {
  const Xᵀ = matrix(B.columns, n), x = rowsOf(Xᵀ);
  rowsOf(transpose(B)).forEach((b, j) => solve(b, x[j]));
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
  const { rows, columns } = B;
  const random = xoroshiro128plus(rows);
  const Z = matrix(rows, probes);
  // uniform from −√3 to √3
  Z.data.forEach((_, k) =>
    Z.data[k] = Math.sqrt(3) * (2 * uniformFloat64(random) - 1)
  );
  const left = { row: 0, column: 0 }, right = { row: 0, column: columns };
  const both = matrix(rows, columns + probes);
  place(both, B, left);
  place(both, Z, right);
  algebra.solve(system, both);
  const product = systemNorm(system) * longNorm(block(both, Z, right).data);
  return { X: block(both, B, left), condition: product / Math.sqrt(probes) };
}

/** ‖A + shift I‖ (Frobenius), to all digits also where the shift leaves little of A. */
export function systemNorm({ A, shift = 0 }: LinearSystem): number {
  return longNorm(shiftDiagonal(copy(A), shift).data);
}
