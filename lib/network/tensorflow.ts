/**
 * The one door to tensorflow.js.
 *
 * The WebAssembly binary comes in as bytes of an import, so opening it needs no
 * permission: no file is read and no address is asked.
 */
import * as tensorflow from "@tensorflow/tfjs-core";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import simdBinary from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm" with {
  type: "bytes",
};

export type {
  KernelFunc,
  Tensor,
  Tensor1D,
  Tensor2D,
  TensorInfo,
} from "@tensorflow/tfjs-core";

/** tensorflow.js with its backend chosen: operations in functional form, `tf.matMul(a, b)`. */
export type Tensorflow = typeof tensorflow;

/** What computes tensors. */
export type Backend = "wasm" | "webgpu" | "cpu";

/**
 * tensorflow.js computing on `backend`: `wasm`, the default of the project, is
 * strict WebAssembly SIMD on one thread, equal bit for bit on every machine;
 * `webgpu` is the graphics processor, whose answers can only be awaited; `cpu`
 * is plain JavaScript, twenty times slower.
 *
 * On `wasm` a matMul with transposeA or transposeB is several times slower than
 * a transpose followed by a matMul, and its right factor is repacked whenever
 * it is a new tensor: keep the small, changing matrix on the right.
 *
 * @throws {Error} if the backend cannot start here, as where SIMD or a graphics adapter is missing.
 */
export async function openTensorflow(backend: Backend): Promise<Tensorflow> {
  tensorflow.enableProdMode(); // no advice on standard output
  if (backend === "cpu") await import("@tensorflow/tfjs-backend-cpu");
  if (backend === "webgpu") await import("@tensorflow/tfjs-backend-webgpu");
  if (backend === "wasm") await preferStrictSimd();
  if (!await tensorflow.setBackend(backend)) {
    throw new Error(
      `Cannot open tensorflow.js: backend ${backend} does not start`,
    );
  }
  return tensorflow;
}

let prepared = false;

/** Neither the binary with threads nor the one without SIMD: sums have one order only. */
async function preferStrictSimd(): Promise<void> {
  if (!await tensorflow.env().getAsync("WASM_HAS_SIMD_SUPPORT")) {
    throw new Error(
      "Cannot open tensorflow.js: this machine has no WebAssembly SIMD",
    );
  }
  if (prepared) return;
  prepared = true;
  tensorflow.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  const simd = URL.createObjectURL(
    new Blob([simdBinary], { type: "application/wasm" }),
  );
  setWasmPaths({
    "tfjs-backend-wasm.wasm": "unused:",
    "tfjs-backend-wasm-simd.wasm": simd,
    "tfjs-backend-wasm-threaded-simd.wasm": "unused:",
  }, true);
}
