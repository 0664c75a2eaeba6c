import {
  type Factor,
  type FloatMatrix,
  isFloat,
  rounded,
} from "../../linalg/dense_algebra.ts";
import type { Matrix } from "../../linalg/matrix.ts";

/** Feedback B (in × out) that stays as it is, in float64 and float32. */
export class FixedFeedback {
  readonly B: Matrix;
  #rounded: FloatMatrix | undefined;

  constructor(B: Matrix) {
    this.B = B;
  }

  /** B as fits a product with A: in float32 if A is, else in float64. */
  like(A: Factor): Factor {
    return isFloat(A) ? this.#rounded ??= rounded(this.B) : this.B;
  }
}
