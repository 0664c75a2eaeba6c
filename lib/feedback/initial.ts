/**
 * Feedback B (in × out) for weights W (out × in), as it is before training.
 * A negative scale gives the negative feedback that the loops of dynamic
 * inversion need.
 */
import { pseudoinverse } from "../linalg/least_squares.ts";
import {
  type Matrix,
  matrix,
  type Shape,
  transpose,
} from "../linalg/matrix.ts";
import type { NumpyRandom } from "../random/numpy_random.ts";

/**
 * Where a model's feedback comes from: nowhere, one uniform draw shared by the
 * models of an experiment, a draw made stable by descent on the spectral
 * abscissa, or the weights themselves, times `scale`.
 */
export type FeedbackSpec =
  | { kind: "none" }
  | { kind: "random" }
  | { kind: "optimised" }
  | { kind: "transpose" | "pseudoinverse" | "sign"; scale: number };

/** Feedback that was drawn before the models parted. */
export interface DrawnFeedback {
  random: Matrix;
  optimised: Matrix;
}

/** The feedback that `spec` asks for, for weights W; a copy, free to be changed. */
export function initialFeedback(
  spec: FeedbackSpec,
  W: Matrix,
  drawn: DrawnFeedback,
): Matrix {
  switch (spec.kind) {
    case "none":
      return matrix(W.columns, W.rows);
    case "random":
    case "optimised": {
      const { rows, columns, data } = drawn[spec.kind];
      return matrix(rows, columns, data.slice());
    }
    case "transpose":
      return transpose(W, spec.scale);
    case "pseudoinverse":
      return pseudoinverseFeedback(W, spec.scale);
    case "sign":
      return signFeedback(W, spec.scale);
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

/** scale · W⁺. */
export function pseudoinverseFeedback(W: Matrix, scale: number): Matrix {
  const B = pseudoinverse(W);
  for (let i = 0; i < B.data.length; i++) B.data[i] *= scale;
  return B;
}

/** scale · sign(W)ᵀ. */
export function signFeedback(W: Matrix, scale: number): Matrix {
  const B = transpose(W);
  for (let i = 0; i < B.data.length; i++) {
    B.data[i] = scale * Math.sign(B.data[i]);
  }
  return B;
}
