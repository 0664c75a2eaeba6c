/** The start that all models of an MNIST autoencoder share. */
import { uniformMatrix } from "../../feedback/initial.ts";
import type { Matrix, Shape } from "../../linalg/matrix.ts";
import { NumpyRandom, type RandomState } from "../../random/numpy_random.ts";
import { orthogonalMatrix } from "../../random/orthogonal_matrix.ts";
import type { MnistAutoencoderSettings } from "./settings.ts";

/** Weights and feedback before training, and the generator after these draws: each epoch's order is drawn from there on. */
export type Start = RandomState & {
  /** weights of the layers W0, W1 …, lowest first: 784 → 500 → 250 → 30 → 250 → 500 → 784, each (out × in) */
  [W: `W${number}`]: Matrix;
  /** random feedback B1, B2 … (in × out) beside the weights of the same number; W0 has none */
  [B: `B${number}`]: Matrix;
};

/** Units of the layers, from the image to its reconstruction. */
const layerSizes: readonly number[] = [784, 500, 250, 30, 250, 500, 784];

/** The bound of uniform weights and of random feedback. */
const bound = 0.01;

/**
 * Draws a start from a seed, in the published order: all weights, then all
 * feedback, each from the lowest layer up. Biases start at zero.
 *
 * mnist_autoencoding.py.
 */
export function initialise(
  seed: number,
  { weights, sizes = layerSizes }: {
    /** U(±.01), published as `normal`, or orthonormal rows or columns */
    weights: MnistAutoencoderSettings["weights"];
    sizes?: readonly number[];
  },
): Start {
  const random = new NumpyRandom(seed);
  const shapes = sizes.slice(1).map((rows, k): Shape => (
    { rows, columns: sizes[k] }
  ));
  const matrices: Record<`${"W" | "B"}${number}`, Matrix> = {};
  shapes.forEach((shape, k) => {
    matrices[`W${k}`] = weights === "normal"
      ? uniformMatrix(random, shape, bound)
      : orthogonalMatrix(random, shape);
  });
  shapes.slice(1).forEach(({ rows, columns }, k) => {
    const shape = { rows: columns, columns: rows };
    matrices[`B${k + 1}`] = uniformMatrix(random, shape, bound);
  });
  return { ...matrices, ...random.state() };
}
