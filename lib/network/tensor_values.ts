/** The numbers of a tensor without a copy of them, where its backend allows that. */
import type { Tensor2D, Tensorflow, TensorInfo } from "./tensorflow.ts";

/** What the `wasm` backend has beside what all backends have. */
interface HeapBackend {
  typedArrayFromHeap(tensor: TensorInfo): Float32Array;
}

/**
 * The values of a tensor of float32, to read until anything else is computed: on
 * `wasm` they are where the tensor is, in a memory that may move.
 */
export async function valuesOf(
  tf: Tensorflow,
  tensor: Tensor2D,
): Promise<Float32Array> {
  return tf.getBackend() === "wasm"
    ? heapOf(tf).typedArrayFromHeap(tensor)
    : await tensor.data<"float32">();
}

/** The tensor with its values changed by `change`, in place on `wasm`; the one given is given up. */
export async function changed(
  tf: Tensorflow,
  tensor: Tensor2D,
  change: (values: Float32Array) => void,
): Promise<Tensor2D> {
  const values = await valuesOf(tf, tensor);
  change(values);
  if (tf.getBackend() === "wasm") return tensor;
  const result = tf.tensor2d(values, tensor.shape);
  tensor.dispose();
  return result;
}

function heapOf(tf: Tensorflow): HeapBackend {
  return tf.backend() as unknown as HeapBackend;
}
