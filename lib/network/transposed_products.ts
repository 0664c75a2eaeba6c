/**
 * Products of which one factor is transposed. tensorflow.js on `wasm` is several
 * times as fast when it transposes first; elsewhere the flag of matMul costs nothing.
 */
import { addProduct } from "./product_kernels.ts";
import type { Tensor2D, Tensorflow } from "./tensorflow.ts";

/** Aᵀ B. */
export function transposedTimes(
  tf: Tensorflow,
  A: Tensor2D,
  B: Tensor2D,
): Tensor2D {
  return tf.getBackend() === "wasm"
    ? tf.tidy(() => tf.matMul(tf.transpose(A) as Tensor2D, B))
    : tf.matMul(A, B, true, false);
}

/**
 * C + step A Bᵀ, A (rows of C × n) and B (columns of C × n); C is given up, since a backend with a
 * product of its own adds in place.
 */
export function plusTimesTransposed(
  tf: Tensorflow,
  C: Tensor2D,
  step: number,
  [A, B]: readonly [Float32Array, Float32Array],
): Tensor2D {
  const [rows, columns] = C.shape, n = B.length / columns;
  const name = tf.getBackend();
  return tf.tidy(() => {
    const b = tf.tensor2d(B, [columns, n]);
    if (name === "native") {
      const a = tf.tensor2d(A, [rows, n]);
      return tf.engine().runKernel(addProduct, { a, b, c: C }, { step });
    }
    const a = tf.tensor2d(multiple(step, A), [rows, n]);
    const product = name === "wasm"
      ? tf.matMul(a, tf.transpose(b) as Tensor2D)
      : tf.matMul(a, b, false, true);
    return tf.add(C, product) as Tensor2D;
  });
}

/** c A; `map` takes ten times as long. */
function multiple(c: number, A: Float32Array): Float32Array {
  const scaled = new Float32Array(A.length);
  for (let i = 0; i < A.length; i++) scaled[i] = c * A[i];
  return scaled;
}
