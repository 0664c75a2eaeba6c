/** The one door to tensorflow.js. */
import * as tf from "@tensorflow/tfjs";
import { floatTanh } from "../kernels/float_tanh.ts";
import type { AsyncGemm } from "../linalg/gemm.ts";
import type { Backend, FeedForward, RowLayer } from "./backend.ts";

/** A backend of tensorflow.js. */
export type TensorflowBackend = "webgpu" | "cpu";

/**
 * Products by tensorflow.js on `name`: `webgpu` is the graphics processor; `cpu` is plain
 * JavaScript, many times slower than all others.
 *
 * @throws {Error} if the backend cannot start here, as where a graphics adapter is missing.
 */
export async function openTensorflow(
  name: TensorflowBackend,
): Promise<Pick<Backend, "gemm" | "feedForward">> {
  tf.enableProdMode(); // no advice on standard output
  if (name === "webgpu") await import("@tensorflow/tfjs-backend-webgpu");
  if (!await tf.setBackend(name)) {
    throw new Error(
      `Cannot open tensorflow.js: backend ${name} does not start`,
    );
  }
  return {
    async gemm(...operands) {
      if (tf.getBackend() !== name) await tf.setBackend(name);
      await gemm(...operands);
    },
    feedForward,
  };
}

const gemm: AsyncGemm = async (
  { A, B, C },
  { rows, inner, columns, transposeA = false, transposeB = false },
  { alpha = 1, beta = 0 } = {},
) => {
  const result = tf.tidy(() => {
    const a = tf.tensor2d(A, transposeA ? [inner, rows] : [rows, inner]);
    const b = tf.tensor2d(B, transposeB ? [columns, inner] : [inner, columns]);
    const product = tf.mul(tf.matMul(a, b, transposeA, transposeB), alpha);
    return beta === 0
      ? product
      : tf.add(product, tf.mul(tf.tensor2d(C, [rows, columns]), beta));
  });
  C.set(await result.data<"float32">());
  result.dispose();
};

function feedForward(layers: readonly RowLayer[]): FeedForward {
  const tensors = layers.map(({ B, b, transfer }) => ({
    b: tf.tensor2d(B, [B.length / b.length, b.length]),
    bias: tf.tensor1d(b),
    transfer,
  }));
  return {
    async pass(X) {
      const [inputs] = tensors[0].b.shape;
      let H: tf.Tensor = tf.tensor2d(X, [X.length / inputs, inputs]);
      for (const { transfer, ...factor } of tensors) {
        const A: tf.Tensor = tf.fused.matMul({ a: H, ...factor });
        H.dispose();
        H = transfer === "tanh" ? await tanhOf(A) : A;
      }
      const Y = await H.data<"float32">();
      H.dispose();
      return Y;
    },
    dispose: () => tf.dispose(tensors.map(({ b, bias }) => [b, bias])),
  };
}

/** tanh A; A itself is given up. */
async function tanhOf(A: tf.Tensor): Promise<tf.Tensor> {
  const values = await A.data<"float32">();
  floatTanh(values);
  A.dispose();
  return tf.tensor(values, A.shape);
}
