/**
 * Regression data: inputs drawn at random, answered by a random network, the
 * teacher. The order of draws is that of the published scripts.
 */
import { uniformMatrix } from "../feedback/initial.ts";
import { type Matrix, matrix, rowsOf, transpose } from "../linalg/matrix.ts";
import { apply } from "../linalg/product.ts";
import { linear, tanh } from "../network/transfer.ts";
import type { NumpyRandom } from "../random/numpy_random.ts";

/** A feedforward network: h ← φ(W[l] h + b[l]), φ = tanh but linear at the output. */
export interface Teacher {
  W: Matrix[];
  b: Float64Array[];
}

/**
 * A teacher of the given layer sizes, inputs first: all weights, then all
 * biases, each uniform on (−bound, bound).
 */
export function drawTeacher(
  random: NumpyRandom,
  { sizes, bound }: { sizes: readonly number[]; bound: number },
): Teacher {
  const shapes = sizes.slice(1).map((rows, l) => ({ rows, columns: sizes[l] }));
  return {
    W: shapes.map((shape) => uniformMatrix(random, shape, bound)),
    b: shapes.map(({ rows }) => random.uniform(-bound, bound, rows)),
  };
}

/**
 * Standard normal inputs as the published scripts draw them: one example a
 * **column** (inputs × examples).
 */
export function drawInputs(
  random: NumpyRandom,
  { inputs, examples }: { inputs: number; examples: number },
): Matrix {
  return matrix(inputs, examples, random.normal(inputs * examples));
}

/** The teacher's answers (examples × outputs) to inputs x (inputs × examples), and those inputs with an example a row. */
export function answer(
  { W, b }: Teacher,
  x: Matrix,
): Record<"x" | "y", Matrix> {
  const rows = transpose(x), last = W.length - 1;
  const y = matrix(x.columns, W[last].rows);
  rowsOf(rows).forEach((h, i) => {
    W.forEach((weights, l) => {
      const a = apply(weights, h).map((a, k) => a + b[l][k]);
      h = (l < last ? tanh : linear).activate(a, a);
    });
    y.data.set(h, i * y.columns);
  });
  return { x: rows, y };
}
