/**
 * Products of which one factor is transposed. tensorflow.js on `wasm` is several
 * times as fast when it transposes first; elsewhere the flag of matMul costs nothing.
 */
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

/** A Bᵀ. */
export function timesTransposed(
  tf: Tensorflow,
  A: Tensor2D,
  B: Tensor2D,
): Tensor2D {
  return tf.getBackend() === "wasm"
    ? tf.tidy(() => tf.matMul(A, tf.transpose(B) as Tensor2D))
    : tf.matMul(A, B, false, true);
}
