import type { Matrix } from "../linalg/matrix.ts";

/** The weights W (rows × columns) and biases b (rows) of a layer. */
export interface Weights {
  W: Matrix;
  b: Float64Array;
}

/** How online gradient descent changes weights: W ← (1 − decay) W + eta δ xᵀ. */
export interface LearningRates {
  eta: number;
  decay: number;
}
