/** Matrix products of tensorflow.js, computed by a function from elsewhere. */
import { logistic } from "../kernels/float_tanh.ts";
import type { MatrixProduct, ProductShape } from "./matrix_product.ts";
import { floats, type Kernel, type KernelCall } from "./tensor_kernel.ts";
import type { TensorInfo } from "./tensorflow.ts";

/** σ(op(a) op(b) + bias) or the same without σ or bias, of single matrices. */
export function productKernel(multiply: MatrixProduct): Kernel {
  return ({ inputs, attrs, backend }) => {
    const { a, b, bias } = inputs as Record<string, TensorInfo>;
    const { activation = "linear" } = attrs;
    const A = floats(a, backend), B = floats(b, backend);
    if (!A || !B || inputs.preluActivationWeights) return;
    if (activation !== "linear" && activation !== "sigmoid") return;

    const shape = productShape(a, b, attrs);
    const { rows, inner, columns } = shape;
    if (A.length !== rows * inner || B.length !== inner * columns) return;
    const C = new Float32Array(rows * columns);
    if (bias) {
      const values = floats(bias, backend);
      if (!values || bias.shape.at(-1) !== columns) return;
      // one row for all, or as many as there are
      if (values.length !== columns && values.length !== C.length) return;
      for (let at = 0; at < C.length; at += values.length) C.set(values, at);
    }
    multiply({ A, B, C }, shape);
    if (activation === "sigmoid") logistic(C, C);
    const batch = a.shape.length >= b.shape.length ? a : b;
    return backend.makeTensorInfo(
      [...batch.shape.slice(0, -2), rows, columns],
      "float32",
      C,
    );
  };
}

/** The name of the operation below, which tensorflow.js does not have. */
export const addProduct = "AddProduct";

/** c ← c + step a bᵀ in the memory of c, of single matrices: c is changed, and is the result. */
export function addingKernel(multiply: MatrixProduct): Kernel {
  return ({ inputs, attrs, backend }) => {
    const { a, b, c } = inputs as Record<string, TensorInfo>;
    const [A, B, C] = [a, b, c].map((tensor) => floats(tensor, backend)!);
    const shape = productShape(a, b, { transposeB: true });
    multiply({ A, B, C }, shape, { alpha: attrs.step as number, beta: 1 });
    backend.incRef(c.dataId);
    return { dataId: c.dataId, shape: c.shape, dtype: c.dtype };
  };
}

function productShape(
  a: TensorInfo,
  b: TensorInfo,
  attrs: KernelCall["attrs"],
): ProductShape {
  const transposeA = attrs.transposeA === true;
  const transposeB = attrs.transposeB === true;
  const [rows, inner] = transposeA
    ? a.shape.slice(-2).reverse()
    : a.shape.slice(-2);
  const columns = b.shape.at(transposeB ? -2 : -1)!;
  return { rows, inner, columns, transposeA, transposeB };
}
