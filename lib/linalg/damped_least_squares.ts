import { type Matrix, matrix, rowsOf, type Shape } from "./matrix.ts";
import { createLeastSquares } from "./solve.ts";

/** Writes the x of A and b; returns it. */
export type DampedSolution = (
  A: Matrix,
  b: Float64Array,
  x: Float64Array,
) => Float64Array;

/**
 * A solver for matrices of one shape: it writes the x that makes
 *
 *   ‖A x − b‖² + γ ‖x‖²
 *
 * smallest, which is Aᵀ (A Aᵀ + γ I)⁻¹ b, and A⁺ b without damping, γ = 0. It is the
 * first part of the shortest (x, z) with A x + √γ z = b, so that no product A Aᵀ
 * takes digits away; √γ takes one for each power of ten by which it exceeds A. If A or
 * b is not finite, neither is x.
 *
 * Levenberg, 1944; Marquardt, 1963.
 */
export function createDampedLeastSquares(
  { rows, columns }: Shape,
  γ: number,
): DampedSolution {
  const width = γ > 0 ? columns + rows : columns;
  const damped = matrix(rows, width), parts = rowsOf(damped);
  if (γ > 0) parts.forEach((part, i) => part[columns + i] = Math.sqrt(γ));
  const leastSquares = createLeastSquares(damped);
  const xz = new Float64Array(width);
  return (A, b, x) => {
    rowsOf(A).forEach((a, i) => parts[i].set(a));
    leastSquares(damped)(b, xz);
    x.set(xz.subarray(0, columns));
    return x;
  };
}
