import type { DenseAlgebra } from "../../../lib/linalg/dense_algebra.ts";
import { copy, type Matrix } from "../../../lib/linalg/matrix.ts";

/** The solution X of A X = B, beside B. */
export function solved(algebra: DenseAlgebra, A: Matrix, B: Matrix): Matrix {
  const X = copy(B);
  algebra.solve({ A }, X);
  return X;
}
