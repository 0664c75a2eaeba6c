import {
  initialiseMnistAutoencoder,
  type Start,
} from "../../../../lib/experiments/mnist_autoencoder/initialise.ts";
import { type Matrix, matrix } from "../../../../lib/linalg/matrix.ts";
import { smallProblem as drawnImages } from "../mnist_classification/small_problem.ts";

/** Drawn images in place of MNIST, and a start of fewer units whose weights are large enough to learn soon. */
export function smallProblem(weights: "normal" | "orthogonal" = "orthogonal") {
  const { data } = drawnImages();
  const sizes = [784, 16, 12, 6, 12, 16, 784];
  const start = initialiseMnistAutoencoder(6, { weights, sizes });
  return { data, start: rounded(start) };
}

/** Weights of float32, so that float64 begins at the same place. */
function rounded({ W, ...start }: Start): Start {
  const float = ({ rows, columns, data }: Matrix) =>
    matrix(rows, columns, Float64Array.from(data, Math.fround));
  return { ...start, W: W.map(float) };
}
