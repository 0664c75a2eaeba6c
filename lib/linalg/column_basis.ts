import { type Matrix, matrix, transpose } from "./matrix.ts";
import { norm } from "./norms.ts";
import { withinRange } from "./within_range.ts";

/** Size, beside the largest column, of what is taken for nothing: far below what rounding leaves. */
const nothing = 1e-25;

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
  const left = columnsOf(withinRange(A).scaled);
  const basis: Float64Array[] = [];
  let longest = 0;
  while (basis.length < Math.min(A.rows, A.columns)) {
    const lengths = left.map(norm);
    const length = Math.max(...lengths);
    longest ||= length;
    if (!(length > nothing * longest)) break;
    const next = left[lengths.indexOf(length)];
    for (const q of basis) takeOut(q, next);
    const remains = norm(next);
    if (remains < length / 2) continue; // most of it was rounding: it waits for its turn
    const q = next.map((v) => v / remains);
    for (const column of left) takeOut(q, column);
    basis.push(q);
  }
  const Q = matrix(basis.length, A.rows);
  basis.forEach((q, k) => Q.data.set(q, k * A.rows));
  return Q;
}

/** Copies of the columns of A. */
function columnsOf(A: Matrix): Float64Array[] {
  const { rows, columns, data } = transpose(A);
  return Array.from(
    { length: rows },
    (_, j) => data.subarray(j * columns, (j + 1) * columns),
  );
}

/** x ← x − q (qᵀ x) */
function takeOut(q: Float64Array, x: Float64Array): void {
  let along = 0;
  for (let i = 0; i < q.length; i++) along += q[i] * x[i];
  for (let i = 0; i < q.length; i++) x[i] -= along * q[i];
}
