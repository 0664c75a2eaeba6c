import type { DenseAlgebra } from "../../../lib/linalg/dense_algebra.ts";
import { copy, type Matrix } from "../../../lib/linalg/matrix.ts";
import {
  createLeastSquares,
  solutionBySingularValues,
} from "../../../lib/linalg/solve.ts";

/** The solution X of A X = B, beside B. */
export function solved(algebra: DenseAlgebra, A: Matrix, B: Matrix): Matrix {
  const X = copy(B);
  algebra.solve({ A }, X);
  return X;
}

/** A⁺ b, for a single system. */
export function leastSquares(A: Matrix, b: Float64Array): Float64Array {
  return createLeastSquares(A)(A)(b, new Float64Array(A.columns));
}

/** The same by singular values, whatever A is. */
export function leastSquaresBySingularValues(
  A: Matrix,
  b: Float64Array,
): Float64Array {
  return solutionBySingularValues(A)(b, new Float64Array(A.columns));
}
