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

/** C + A Bᵀ; C is given up, since a backend with a product of its own adds in place. */
export function plusTimesTransposed(
  tf: Tensorflow,
  C: Tensor2D,
  [A, B]: readonly [Tensor2D, Tensor2D],
): Tensor2D {
  switch (tf.getBackend()) {
    case "wasm":
      return tf.tidy(() =>
        tf.add(C, tf.matMul(A, tf.transpose(B) as Tensor2D))
      );
    case "native":
      return tf.engine().runKernel(addProduct, { a: A, b: B, c: C });
    default:
      return tf.tidy(() => tf.add(C, tf.matMul(A, B, false, true)));
  }
}
