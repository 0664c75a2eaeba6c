import {
  type Matrix,
  matrix,
  requireLength,
} from "../../../lib/linalg/matrix.ts";

/** The matrix with the given rows. */
export function matrixFromRows(rows: readonly ArrayLike<number>[]): Matrix {
  const A = matrix(rows.length, rows[0]?.length ?? 0);
  rows.forEach((row, i) => {
    requireLength(`make row ${i} of a matrix`, row, A.columns);
    A.data.set(row, i * A.columns);
  });
  return A;
}
