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
import type { AsyncGemm } from "./gemm.ts";

/** A backend of tensorflow.js. */
export type TensorflowBackend = "wasm" | "webgpu" | "cpu";

/**
 * Matrix products by tensorflow.js on `backend`: `wasm`, the default of the
 * project, is strict WebAssembly SIMD on one thread, equal bit for bit on every
 * machine; `webgpu` is the graphics processor; `cpu` is plain JavaScript, twenty
 * times slower.
 *
 * @throws {Error} if the backend cannot start here, as where SIMD or a graphics adapter is missing.
 */
export async function openTensorflowGemm(
  backend: TensorflowBackend,
): Promise<AsyncGemm> {
  tf.enableProdMode(); // no advice on standard output
  if (backend === "webgpu") await import("@tensorflow/tfjs-backend-webgpu");
  if (backend === "wasm") await preferStrictSimd();
  if (!await tf.setBackend(backend)) {
    throw new Error(
      `Cannot open tensorflow.js: backend ${backend} does not start`,
    );
  }
  return async (
    { A, B, C, bias },
    { rows, inner, columns, transposeA = false, transposeB = false },
    { alpha = 1, beta = 0 } = {},
  ) => {
    if (tf.getBackend() !== backend) await tf.setBackend(backend);
    const product = tf.tidy(() => {
      let a = tf.tensor2d(
        scaled(A, alpha),
        transposeA ? [inner, rows] : [rows, inner],
      );
      let b = tf.tensor2d(B, transposeB ? [columns, inner] : [inner, columns]);
      if (backend === "wasm") {
        // several times as fast as the flags of matMul
        if (transposeA) a = tf.transpose(a);
        if (transposeB) b = tf.transpose(b);
        transposeA = transposeB = false;
      }
      const flags = { transposeA, transposeB };
      return bias
        ? tf.fused.matMul({ a, b, ...flags, bias: tf.tensor1d(bias) })
        : tf.matMul(a, b, transposeA, transposeB);
    });
    // on `wasm` they are read where the tensor is, and not copied
    const values = backend === "wasm"
      ? (tf.backend() as unknown as Heap).typedArrayFromHeap(product)
      : await product.data<"float32">();
    add(values, C, Math.fround(beta));
    product.dispose();
  };
}

/** What the `wasm` backend has beside what all backends have. */
interface Heap {
  typedArrayFromHeap(tensor: tf.Tensor): Float32Array;
}

/** C ← A + beta C, each step rounded to float32. */
function add(A: Float32Array, C: Float32Array, beta: number): void {
  if (beta === 0) C.set(A);
  else if (beta === 1) { for (let i = 0; i < C.length; i++) C[i] += A[i]; }
  else {
    for (let i = 0; i < C.length; i++) C[i] = Math.fround(beta * C[i]) + A[i];
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
