/** The start that all models of an MNIST autoencoder share. */
import { uniformMatrix } from "../../feedback/initial.ts";
import { type Matrix, matrix, type Shape } from "../../linalg/matrix.ts";
import { NumpyRandom, type RandomState } from "../../random/numpy_random.ts";
import { orthogonalMatrix } from "../../random/orthogonal_matrix.ts";

/** Where weights come from: U(±.01), published as `normal`, or orthonormal rows or columns. */
export type WeightStart = "normal" | "orthogonal";

/** Weights and feedback before training, and where the random numbers stand. */
export interface Start {
  /** weights of the layers, lowest first: 784 → 500 → 250 → 30 → 250 → 500 → 784, each (out × in) */
  W: readonly Matrix[];
  /** random feedback (in × out) beside the weights of each layer but the lowest: B[k] beside W[k + 1] */
  B: readonly Matrix[];
  /** the generator after these draws: each epoch's order is drawn from here on */
  random: RandomState;
}

/** Units of the layers, from the image to its reconstruction. */
export const layerSizes: readonly number[] = [784, 500, 250, 30, 250, 500, 784];

/** The bound of uniform weights and of random feedback. */
const bound = 0.01;

/**
 * Draws a start from a seed, in the published order: all weights, then all
 * feedback, each from the lowest layer up. Biases start at zero.
 *
 * mnist_autoencoding.py.
 */
export function initialiseMnistAutoencoder(
  seed: number,
  { weights, sizes = layerSizes }: {
    weights: WeightStart;
    sizes?: readonly number[];
  },
): Start {
  const random = new NumpyRandom(seed);
  const shapes = sizes.slice(1).map((rows, k): Shape => (
    { rows, columns: sizes[k] }
  ));
  const W = shapes.map((shape) =>
    weights === "normal"
      ? uniformMatrix(random, shape, bound)
      : orthogonalMatrix(random, shape)
  );
  const B = shapes.slice(1).map(({ rows, columns }) =>
    uniformMatrix(random, matrix(columns, rows), bound)
  );
  return { W, B, random: random.state() };
}
