import { svd, withinRange } from "./decompositions.ts";
import { allFinite, type Matrix, matrix, transpose } from "./matrix.ts";
import { norm } from "./norms.ts";
import { apply, applyTransposed, product } from "./product.ts";

/** Writes x = A⁺ b for the A that it was made from. */
export type Solution = (b: Float64Array, x: Float64Array) => Float64Array;

/** Singular values not above ε times the largest count as zero: LAPACK's machine precision. */
const ε = 2 ** -53;

/** Columns not longer than this, relative to the longest, count as zero: far below what rounding leaves. */
const relativeTolerance = 1e-25;

/**
 * A⁺ b = V diag(1/s) Uᵀ b with A = U diag(s) Vᵀ: right for every finite A, and slow.
 *
 * Of A = Qᵀ C, C = Q A, only C is decomposed, where it has fewer rows: on what is
 * many powers of ten smaller than the rest the iterations would never end.
 */
export function solutionBySingularValues(A: Matrix): Solution {
  if (!allFinite(A.data)) return (_, x) => x.fill(NaN);
  const Q = columnBasis(A);
  const reduces = Q.rows > 0 && Q.rows < Math.min(A.rows, A.columns);
  if (!reduces) return bySingularValues(A);
  const { scaled, scale } = withinRange(A);
  const solve = bySingularValues(product(Q, scaled));
  return (b, x) => {
    solve(apply(Q, b), x);
    for (let i = 0; i < x.length; i++) x[i] /= scale;
    return x;
  };
}

function bySingularValues(A: Matrix): Solution {
  const { U, s, V } = svd(A);
  return (b, x) => {
    if (!allFinite(b)) return x.fill(NaN);
    const y = applyTransposed(U, b);
    for (let k = 0; k < s.length; k++) y[k] = s[k] > ε * s[0] ? y[k] / s[k] : 0;
    return apply(V, y, x);
  };
}

/**
 * Orthonormal vectors, one a row of Q (r × rows), of which every column of A is made up:
 *
 *   A = Qᵀ Q A,
 *
 * but for what is below 1e-25 of the longest column. Columns are taken from the
 * longest that is left to the shortest, and each is made orthogonal once more to those
 * before it, since the first time leaves the rounding of what it has lost.
 *
 * Gram & Schmidt; Golub & Van Loan, 5.2.8 and 5.4.2.
 */
export function columnBasis(A: Matrix): Matrix {
  const Aᵀ = transpose(withinRange(A).scaled), { rows: n } = A;
  const left = Array.from(
    { length: A.columns },
    (_, j) => Aᵀ.data.subarray(j * n, (j + 1) * n),
  );
  const basis: Float64Array[] = [];
  let longest = 0;
  while (basis.length < Math.min(n, A.columns)) {
    const lengths = left.map(norm);
    const length = Math.max(...lengths);
    longest ||= length;
    if (!(length > relativeTolerance * longest)) break;
    const next = left[lengths.indexOf(length)];
    for (const q of basis) project(next, q);
    const remains = norm(next);
    if (remains < length / 2) continue; // most of it was rounding: it waits for its turn
    const q = next.map((v) => v / remains);
    for (const column of left) project(column, q);
    basis.push(q);
  }
  const Q = matrix(basis.length, n);
  basis.forEach((q, k) => Q.data.set(q, k * n));
  return Q;
}

/** x ← x − q (qᵀ x) */
function project(x: Float64Array, q: Float64Array): void {
  let along = 0;
  for (let i = 0; i < q.length; i++) along += q[i] * x[i];
  for (let i = 0; i < q.length; i++) x[i] -= along * q[i];
}
