/**
 * Operations of tensorflow.js in plain loops over Float32Array, for a backend
 * whose matrix products come from elsewhere: the general loops of `cpu` take
 * several times as long, and would take longer than the products.
 */
import { floatTanh, logistic } from "../kernels/float_tanh.ts";
import { floats, type Kernel } from "./tensor_kernel.ts";

/** f of every element. */
function unary(
  f: (source: Float32Array, target: Float32Array) => void,
): Kernel {
  return ({ inputs: { x }, backend }) => {
    const values = floats(x, backend);
    if (!values) return;
    const y = new Float32Array(values.length);
    f(values, y);
    return backend.makeTensorInfo(x!.shape, "float32", y);
  };
}

/** a + b, of equal shapes. */
const add: Kernel = ({ inputs: { a, b }, backend }) => {
  const x = floats(a, backend), y = floats(b, backend);
  if (!x || !y || String(a!.shape) !== String(b!.shape)) return;
  const sum = new Float32Array(x.length);
  for (let i = 0; i < sum.length; i++) sum[i] = x[i] + y[i];
  return backend.makeTensorInfo(a!.shape, "float32", sum);
};

/** a b, where b is a single number. */
const scale: Kernel = ({ inputs: { a, b }, backend }) => {
  const x = floats(a, backend), y = floats(b, backend);
  if (!x || !y || b!.shape.length > 0) return;
  const [factor] = y;
  const scaled = new Float32Array(x.length);
  for (let i = 0; i < scaled.length; i++) scaled[i] = factor * x[i];
  return backend.makeTensorInfo(a!.shape, "float32", scaled);
};

/** xᵀ of a matrix, in squares small enough for the cache. */
const transpose: Kernel = ({ inputs: { x }, attrs, backend }) => {
  const values = floats(x, backend);
  if (!values || String(attrs.perm) !== "1,0") return;
  const [rows, columns] = x!.shape;
  const turned = new Float32Array(values.length);
  const side = 32;
  for (let top = 0; top < rows; top += side) {
    const bottom = Math.min(top + side, rows);
    for (let left = 0; left < columns; left += side) {
      const right = Math.min(left + side, columns);
      for (let i = top; i < bottom; i++) {
        for (let j = left; j < right; j++) {
          turned[j * rows + i] = values[i * columns + j];
        }
      }
    }
  }
  return backend.makeTensorInfo([columns, rows], "float32", turned);
};

/** Kernels by the names that tensorflow.js gives to operations. */
export const plainKernels: Readonly<Record<string, Kernel>> = {
  Add: add,
  Multiply: scale,
  Sigmoid: unary(logistic),
  Tanh: unary(floatTanh),
  Transpose: transpose,
};
