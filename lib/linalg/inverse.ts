import {
  applyQTransposed,
  factor,
  householder,
  solveR,
} from "./householder.ts";
import { type Matrix, matrix, requireShape, transpose } from "./matrix.ts";

/**
 * A⁻¹ of a square matrix, by Householder's QR; not finite if A is singular.
 *
 * @throws {RangeError} if A is not square.
 */
export function inverse(A: Matrix): Matrix {
  const n = A.rows;
  requireShape("invert a matrix", A, { rows: n, columns: n });
  const f = householder(n, n);
  f.columns.set(transpose(A).data);
  factor(f);
  const columns = matrix(n, n);
  for (let j = 0; j < n; j++) {
    const x = columns.data.subarray(j * n, (j + 1) * n);
    x[j] = 1;
    applyQTransposed(f, x);
    solveR(f, x);
  }
  return transpose(columns);
}
