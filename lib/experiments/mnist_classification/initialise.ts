/** The start that all models of MNIST classification share. */
import { uniformMatrix } from "../../feedback/initial.ts";
import type { Matrix } from "../../linalg/matrix.ts";
import { NumpyRandom, type RandomState } from "../../random/numpy_random.ts";

/**
 * What all models start from: weights W0 (1000 × 784) and W1 (10 × 1000), feedback
 * B1 as small as the weights, which no published model uses, and large, B1_large
 * (1000 × 10), and the generator after these draws: each epoch's order is drawn
 * from there on.
 */
export type Start =
  & Record<"W0" | "W1" | "B1" | "B1_large", Matrix>
  & RandomState;

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
