import type { Matrix } from "../linalg/matrix.ts";

/** The weights and biases of y = W2 tanh(W1 tanh(W0 x + b0) + b1) + b2. */
export interface TanhNetwork {
  W0: Matrix;
  b0: Float64Array;
  W1: Matrix;
  b1: Float64Array;
  W2: Matrix;
  b2: Float64Array;
}

/** How one example changed the first layer: W0 += change inputᵀ and b0 += change. */
export interface FirstLayerUpdate {
  input: Float64Array;
  /** the learning rate times δ1 */
  change: Float64Array;
}
