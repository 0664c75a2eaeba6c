/**
 * The one door to tensorflow.js.
 *
 * The WebAssembly binary comes in as bytes of an import, so opening it needs no
 * permission: no file is read and no address is asked.
 */
import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import simdBinary from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm" with {
  type: "bytes",
};
import { floatTanh } from "../kernels/tanh.ts";
import type { AsyncGemm, Backend, FeedForward, RowLayer } from "./gemm.ts";

/** A backend of tensorflow.js. */
export type TensorflowBackend = "wasm" | "webgpu" | "cpu";

/**
 * Products by tensorflow.js on `name`: `wasm`, the default of the project, is strict
 * WebAssembly SIMD on one thread, equal bit for bit on every machine; `webgpu` is the
 * graphics processor; `cpu` is plain JavaScript, twenty times slower.
 *
 * @throws {Error} if the backend cannot start here, as where SIMD or a graphics adapter is missing.
 */
export async function openTensorflow(
  name: TensorflowBackend,
): Promise<Pick<Backend, "gemm" | "feedForward">> {
  tf.enableProdMode(); // no advice on standard output
  if (name === "webgpu") await import("@tensorflow/tfjs-backend-webgpu");
  if (name === "wasm") await preferStrictSimd();
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
  const product = tf.tidy(() => {
    let a = tf.tensor2d(
      scaled(A, alpha),
      transposeA ? [inner, rows] : [rows, inner],
    );
    let b = tf.tensor2d(B, transposeB ? [columns, inner] : [inner, columns]);
    if (onWasm()) {
      // several times as fast as the flags of matMul
      if (transposeA) a = tf.transpose(a);
      if (transposeB) b = tf.transpose(b);
      transposeA = transposeB = false;
    }
    return tf.matMul(a, b, transposeA, transposeB);
  });
  add(onWasm() ? heapOf(product) : await product.data(), C, beta);
  product.dispose();
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

/** tanh A, in place of A on `wasm`; A itself is given up. */
async function tanhOf(A: tf.Tensor): Promise<tf.Tensor> {
  const values = onWasm() ? heapOf(A) : await A.data<"float32">();
  floatTanh(values, values);
  if (onWasm()) return A;
  A.dispose();
  return tf.tensor(values, A.shape);
}

function onWasm(): boolean {
  return tf.getBackend() === "wasm";
}

/** The numbers of a tensor where it is in the memory of `wasm`, to read at once. */
function heapOf(tensor: tf.Tensor): Float32Array {
  return (tf.backend() as unknown as {
    typedArrayFromHeap(tensor: tf.Tensor): Float32Array;
  }).typedArrayFromHeap(tensor);
}

/** C ← A + beta C, each step rounded to float32. */
function add(A: ArrayLike<number>, C: Float32Array, beta: number): void {
  if (beta === 0) C.set(A);
  else if (beta === 1) { for (let i = 0; i < C.length; i++) C[i] += A[i]; }
  else {
    const b = Math.fround(beta);
    for (let i = 0; i < C.length; i++) C[i] = Math.fround(b * C[i]) + A[i];
  }
}

/** c A; A itself if c is 1. `map` takes ten times as long. */
function scaled(A: Float32Array, c: number): Float32Array {
  if (c === 1) return A;
  const cA = new Float32Array(A.length);
  for (let i = 0; i < A.length; i++) cA[i] = c * A[i];
  return cA;
}

let prepared = false;

/** Neither the binary with threads nor the one without SIMD: sums have one order only. */
async function preferStrictSimd(): Promise<void> {
  if (!await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT")) {
    throw new Error(
      "Cannot open tensorflow.js: this machine has no WebAssembly SIMD",
    );
  }
  if (prepared) return;
  prepared = true;
  tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  const simd = URL.createObjectURL(
    new Blob([simdBinary], { type: "application/wasm" }),
  );
  setWasmPaths({
    "tfjs-backend-wasm.wasm": "unused:",
    "tfjs-backend-wasm-simd.wasm": simd,
    "tfjs-backend-wasm-threaded-simd.wasm": "unused:",
  }, true);
}
