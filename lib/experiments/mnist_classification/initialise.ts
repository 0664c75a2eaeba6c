/** The start that all models of MNIST classification share. */
import { uniformMatrix } from "../../feedback/initial.ts";
import type { Matrix } from "../../linalg/matrix.ts";
import { NumpyRandom, type RandomState } from "../../random/numpy_random.ts";

/** Weights and feedback before training, and the generator after these draws: each epoch's order is drawn from there on. */
export type Start = RandomState & {
  /** weights (1000 × 784) */
  W0: Matrix;
  /** weights (10 × 1000) */
  W1: Matrix;
  /** feedback as small as the weights (1000 × 10), which no published model uses */
  B1: Matrix;
  /** large random feedback (1000 × 10) */
  B1_large: Matrix;
};

const inputs = 784, hidden = 1000, outputs = 10;

/**
 * Draws a start from a seed, in the published order: W0, W1, B1, B1_large.
 * Biases start at zero. Nothing here depends on the settings of training: the
 * orders of the epochs come next in the stream, however many they are.
 */
export function initialise(seed: number): Start {
  const random = new NumpyRandom(seed);
  const W0 = uniformMatrix(random, { rows: hidden, columns: inputs }, 0.01);
  const W1 = uniformMatrix(random, { rows: outputs, columns: hidden }, 0.01);
  const B1 = uniformMatrix(random, { rows: hidden, columns: outputs }, 0.01);
  const B1_large = uniformMatrix(random, B1, 0.5);
  return { W0, W1, B1, B1_large, ...random.state() };
}
