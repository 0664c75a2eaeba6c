import {
  applyQTransposed,
  conditionBound,
  factor,
  householder,
  solveR,
} from "./householder.ts";
import { type Matrix, requireLength, requireShape } from "./matrix.ts";

/**
 * Writes x = A⁻¹ b and is true; false, with x anything, where A is too near to a
 * singular matrix or is not finite.
 */
export type GuardedSolve = (
  A: Matrix,
  b: Float64Array,
  x: Float64Array,
) => boolean;

/**
 * A solver for square systems of n equations by Householder's QR, which keeps
 * its working memory and refuses matrices whose condition number may be above
 * `largestCondition`.
 */
export function createGuardedSolve(
  n: number,
  { largestCondition }: { largestCondition: number },
): GuardedSolve {
  const f = householder(n, n);
  const work = new Float64Array(n);
  return (A, b, x) => {
    requireShape("solve a system", A, { rows: n, columns: n });
    requireLength("solve a system", b, n);
    requireLength("store a solution", x, n);
    for (let i = 0, ij = 0; i < n; i++) {
      for (let j = 0; j < n; j++) f.columns[j * n + i] = A.data[ij++];
    }
    factor(f);
    if (!(conditionBound(f, work) <= largestCondition)) return false;
    x.set(b);
    applyQTransposed(f, x);
    solveR(f, x);
    return true;
  };
}
