import type { DenseAlgebra, LinearSystem } from "./dense_algebra.ts";
import { identity, type Matrix } from "./matrix.ts";

/**
 * The condition number κ₁ = ‖A + shift I‖₁ ‖(A + shift I)⁻¹‖₁: how many times larger than
 * the relative error of what drives a linear system that of its solution can be. Infinite
 * where the system is singular or not finite.
 *
 * NumPy's `cond(A, 1)`.
 *
 * @param inverse of A + shift I, if it is known
 * @throws {RangeError} if A is not square.
 */
export function conditionNumber(
  algebra: DenseAlgebra,
  system: LinearSystem,
  inverse?: Matrix,
): number {
  const { A, shift } = system;
  if (!inverse) algebra.solve(system, inverse = identity(A.rows));
  const condition = largestColumn(A, shift) * largestColumn(inverse);
  return Number.isNaN(condition) ? Infinity : condition;
}

/** ‖A + shift I‖₁, the largest sum of absolute values of a column. */
function largestColumn({ rows, columns, data }: Matrix, shift = 0): number {
  const sums = new Float64Array(columns);
  for (let i = 0, ij = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, ij++) {
      sums[j] += Math.abs(i === j ? data[ij] + shift : data[ij]);
    }
  }
  return sums.reduce((a, b) => Math.max(a, b), 0);
}
