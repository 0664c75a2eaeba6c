import { compiledProduct } from "../../kernels/product.ts";
import { tanh } from "../../kernels/tanh.ts";
import { type Matrix, transpose } from "../../linalg/matrix.ts";
import type { Layer } from "../regression.ts";

/**
 * The squared error of a student over all examples, but for that of its mean
 * answer:
 *
 *   E = Σ_examples ‖(y* − ȳ*) − (y − ȳ)‖²
 *
 * ȳ* and ȳ are the means over the examples of the target y* and the answer y. A
 * student that answers every input alike has E = Σ ‖y* − ȳ*‖², whatever it
 * answers: biases alone lower the error, and E not at all.
 *
 * Inputs x (examples × inputs), targets y (examples × outputs).
 */
export function centredError(
  layers: readonly Layer[],
  { x, y }: Record<"x" | "y", Matrix>,
): number {
  const answers = layers.reduce(answerAll, x).data, outputs = y.columns;
  const e = y.data.map((target, k) => target - answers[k]);
  const mean = new Float64Array(outputs);
  e.forEach((value, k) => mean[k % outputs] += value / y.rows);
  return e.reduce((sum, value, k) => sum + (value - mean[k % outputs]) ** 2, 0);
}

/** φ(W h + b) for the rows h of a matrix. */
function answerAll(H: Matrix, { W, b, φ }: Layer): Matrix {
  const A = compiledProduct(H, transpose(W));
  const { data: a } = A;
  if (b) { for (let k = 0; k < a.length; k++) a[k] += b[k % b.length]; }
  if (φ.name === "tanh") tanh(a, a);
  return A;
}
