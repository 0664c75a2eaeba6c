import { compiledProduct } from "../../kernels/product.ts";
import { type Matrix, matrix } from "../../linalg/matrix.ts";

/**
 * The squared error of a linear network over all examples at once,
 *
 *   Σ ‖T x − W1 W0 x‖² = tr(E C Eᵀ),   E = T − W1 W0,   C = Σ x xᵀ
 *
 * C (inputs × inputs) is made once, so a measurement costs nothing per example.
 * E is formed first, so nothing cancels. Whoever asks has x (inputs × N) both ways.
 */
export function createWholeSetError(
  T: Matrix,
  { x, xᵀ }: { x: Matrix; xᵀ: Matrix },
): (W0: Matrix, W1: Matrix) => number {
  const C = compiledProduct(x, xᵀ);
  const E = matrix(T.rows, T.columns), EC = matrix(T.rows, T.columns);
  return (W0, W1) => {
    compiledProduct(W1, W0, E);
    for (let i = 0; i < E.data.length; i++) E.data[i] = T.data[i] - E.data[i];
    compiledProduct(E, C, EC);
    let trace = 0;
    for (let i = 0; i < E.data.length; i++) trace += E.data[i] * EC.data[i];
    return trace;
  };
}
