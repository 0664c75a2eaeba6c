import type { Matrix } from "../../linalg/matrix.ts";
import { norm } from "../../linalg/norms.ts";
import { addOuter, apply } from "../../linalg/product.ts";

/** The student 30-20-10 without biases, its last activities, and how it learns. */
export interface Student {
  W0: Matrix;
  W1: Matrix;
  /** input of the last forward pass */
  x: Float64Array;
  /** hidden activity h = W0 x */
  h: Float64Array;
  /** answer y = W1 h */
  y: Float64Array;
}

/** Answers the input x, and remembers. */
export function answer(student: Student, x: Float64Array): Float64Array {
  student.x = x;
  apply(student.W0, x, student.h);
  return apply(student.W1, student.h, student.y);
}

/**
 * W0 += η δ1 xᵀ, W1 += η δ2 hᵀ, in place. If `normalise`, each product is first
 * divided by its Frobenius norm, ‖δ‖ ‖x‖; a product that is zero stays so.
 */
export function update(
  { W0, W1, x, h }: Student,
  { δ1, δ2 }: { δ1: Float64Array; δ2: Float64Array },
  { eta, normalise }: { eta: number; normalise: boolean },
): void {
  addOuter(W0, normalise ? unitRate(eta, δ1, x) : eta, { δ: δ1, x });
  addOuter(W1, normalise ? unitRate(eta, δ2, h) : eta, { δ: δ2, x: h });
}

function unitRate(eta: number, δ: Float64Array, x: Float64Array): number {
  const length = norm(δ) * norm(x);
  return length > 0 ? eta / length : 0;
}
