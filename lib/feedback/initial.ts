/**
 * Feedback B (in × out) for weights W (out × in), as it is before training.
 * A negative scale gives the negative feedback that the loops of dynamic
 * inversion need.
 */
import {
  copy,
  type Matrix,
  matrix,
  scale,
  type Shape,
  transpose,
} from "../linalg/matrix.ts";
import { pseudoinverse } from "../linalg/solve.ts";
import type { NumpyRandom } from "../random/numpy_random.ts";

/** Where a model's feedback may come from; `FeedbackSpec` says what each is. */
export const feedbackKinds = [
  "none",
  "random",
  "optimised",
  "transpose",
  "pseudoinverse",
  "sign",
] as const;

export type FeedbackKind = typeof feedbackKinds[number];

/**
 * Where a model's feedback comes from: nowhere, one uniform draw shared by the
 * models of an experiment, a draw made stable by descent on the spectral
 * abscissa, or the weights themselves: Wᵀ, W⁺ or sign(W)ᵀ. All is multiplied by
 * `scale`; what is drawn stays as it is without one.
 */
export type FeedbackSpec =
  | { kind: "none" }
  | { kind: "random" | "optimised"; scale?: number }
  | { kind: "transpose" | "pseudoinverse" | "sign"; scale: number };

/**
 * The feedback that `spec` describes, for weights W; a copy, free to be changed.
 * `drawn` is what was drawn before the models parted.
 *
 * @throws {TypeError} if nothing of that kind was.
 */
export function initialFeedback(
  spec: FeedbackSpec,
  W: Matrix,
  drawn: { random: Matrix; optimised?: Matrix },
): Matrix {
  switch (spec.kind) {
    case "none":
      return matrix(W.columns, W.rows);
    case "random":
    case "optimised": {
      const B = drawn[spec.kind];
      if (B) return scale(copy(B), spec.scale ?? 1);
      throw new TypeError(
        `Cannot start with ${spec.kind} feedback: the start has none`,
      );
    }
    case "transpose":
      return transpose(W, spec.scale);
    case "pseudoinverse":
      return scale(pseudoinverse(W), spec.scale);
    case "sign": {
      const signs = matrix(W.rows, W.columns, W.data.map(Math.sign));
      return transpose(signs, spec.scale);
    }
  }
}

/** A matrix of numbers uniform on (−bound, bound), drawn row by row. */
export function uniformMatrix(
  random: NumpyRandom,
  { rows, columns }: Shape,
  bound: number,
): Matrix {
  return matrix(rows, columns, random.uniform(-bound, bound, rows * columns));
}
