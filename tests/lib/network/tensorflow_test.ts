import { assertAlmostEquals, assertEquals } from "@std/assert";
import simdBinary from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm" with {
  type: "bytes",
};
import binaryen from "assemblyscript/binaryen";
import {
  openTensorflow,
  type Tensor2D,
} from "../../../lib/network/tensorflow.ts";

Deno.test("openTensorflow() starts wasm with no permission, on one thread and with SIMD", async () => {
  const tf = await openTensorflow("wasm");
  assertEquals(tf.getBackend(), "wasm");
  assertEquals(await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT"), true);
  assertEquals(await tf.env().getAsync("WASM_HAS_MULTITHREAD_SUPPORT"), false);
});

Deno.test("openTensorflow() computes with strict SIMD: the binary is valid without relaxed SIMD", () => {
  const module = binaryen.readBinary(simdBinary);
  module.setFeatures(binaryen.Features.SIMD128);
  assertEquals(module.validate(), 1);
  module.dispose();
});

Deno.test("openTensorflow() multiplies (2,3)·(3,2) on wasm and on cpu alike", async () => {
  for (const backend of ["wasm", "cpu", "wasm"] as const) {
    const tf = await openTensorflow(backend);
    const product = tf.tidy(() =>
      tf.matMul(
        tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]),
        tf.tensor2d([1, 0, 0, 1, 2, 2], [3, 2]),
      )
    );
    assertEquals([...product.dataSync()], [7, 8, 16, 17]);
    product.dispose();
  }
});

Deno.test("tanh() of wasm is exact to float32 over its range", async () => {
  const tf = await openTensorflow("wasm");
  const x = Float32Array.from({ length: 4001 }, (_, i) => (i - 2000) / 200);
  const tensor: Tensor2D = tf.tensor2d(x, [1, x.length]);
  const h = tf.tanh(tensor);
  h.dataSync().forEach((value, i) =>
    assertAlmostEquals(value, Math.tanh(x[i]), 3e-7)
  );
  tf.dispose([tensor, h]);
});
