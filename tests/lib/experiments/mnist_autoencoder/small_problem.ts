import {
  initialise,
  type Start,
} from "../../../../lib/experiments/mnist_autoencoder/initialise.ts";
import { type Matrix, matrix } from "../../../../lib/linalg/matrix.ts";
import { smallProblem as drawnImages } from "../mnist_classification/small_problem.ts";

/** Drawn images in place of MNIST, and a start of fewer units whose weights are large enough to learn soon. */
export function smallProblem(weights: "normal" | "orthogonal" = "orthogonal") {
  const { data } = drawnImages();
  const sizes = [784, 16, 12, 6, 12, 16, 784];
  const start = initialise(6, { weights, sizes });
  return { data, start: rounded(start) };
}

/** Weights of float32, so that float64 begins at the same place. */
function rounded(start: Start): Start {
  const weights = matricesOf(start, "W").map(({ rows, columns, data }, k) => [
    `W${k}`,
    matrix(rows, columns, Float64Array.from(data, Math.fround)),
  ]);
  return { ...start, ...Object.fromEntries(weights) };
}

/** W0, W1 … or B1, B2 … of a start. */
export function matricesOf(start: Start, letter: "W" | "B"): Matrix[] {
  return Object.keys(start).filter((name) => name.startsWith(letter)).sort()
    .map((name) => start[name as "W0"]);
}
