/** The form that tensorflow.js gives to operations, and what all of ours share. */
import type { TensorInfo } from "./tensorflow.ts";

/** One call of an operation, in the form that tensorflow.js hands it to a kernel. */
export interface KernelCall {
  inputs: Record<string, TensorInfo | undefined>;
  attrs: Record<string, unknown>;
  backend: {
    readSync(dataId: object): ArrayLike<number>;
    incRef(dataId: object): void;
    makeTensorInfo(
      shape: number[],
      dtype: "float32",
      values: Float32Array,
    ): TensorInfo;
  };
}

/** An operation: its result, or `undefined` where the general kernel must do. */
export type Kernel = (call: KernelCall) => TensorInfo | undefined;

/** The values of a tensor of float32; `undefined` of any other. */
export function floats(
  tensor: TensorInfo | undefined,
  backend: KernelCall["backend"],
): Float32Array | undefined {
  if (tensor?.dtype !== "float32") return;
  const values = backend.readSync(tensor.dataId);
  return values instanceof Float32Array ? values : Float32Array.from(values);
}
