import { assertAlmostEquals, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import simdBinary from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm" with {
  type: "bytes",
};
import binaryen from "assemblyscript/binaryen";
import { openTensorflowGemm } from "../../../lib/network/tensorflow.ts";
import { cpu, wasm } from "./backends.ts";
import { numbers } from "./numbers.ts";
import { plainGemm } from "./plain_gemm.ts";

Deno.test("openTensorflowGemm() starts wasm with no permission, on one thread and with SIMD", async () => {
  await openTensorflowGemm("wasm");
  assertEquals(tf.getBackend(), "wasm");
  assertEquals(await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT"), true);
  assertEquals(await tf.env().getAsync("WASM_HAS_MULTITHREAD_SUPPORT"), false);
});

Deno.test("openTensorflowGemm() computes with strict SIMD: the binary is valid without relaxed SIMD", () => {
  const module = binaryen.readBinary(simdBinary);
  module.setFeatures(binaryen.Features.SIMD128);
  assertEquals(module.validate(), 1);
  module.dispose();
});

const rows = 5, inner = 7, columns = 3;
const draw = (count: number, phase: number) =>
  Float32Array.from(numbers(count, phase));
const A = draw(rows * inner, 1), B = draw(inner * columns, 2);
const before = draw(rows * columns, 3);

for (const { name, gemm } of [wasm, cpu]) {
  for (const transposeA of [false, true]) {
    for (const transposeB of [false, true]) {
      Deno.test(`gemm() of ${name} is alpha op(A) op(B) + beta C with transposeA ${transposeA} and transposeB ${transposeB}, and leaves no tensor behind`, async () => {
        const { numTensors } = tf.memory();
        const shape = { rows, inner, columns, transposeA, transposeB };
        for (
          const scales of [
            undefined,
            { alpha: 2 },
            { beta: 1 },
            { alpha: -1, beta: 0.5 },
          ]
        ) {
          const C = before.slice(), wanted = before.slice();
          await gemm({ A, B, C }, shape, scales);
          plainGemm({ A, B, C: wanted }, shape, scales);
          C.forEach((value, i) => assertAlmostEquals(value, wanted[i], 2e-6));
        }
        assertEquals(tf.memory().numTensors, numTensors);
      });
    }
  }

  Deno.test(`gemm() of ${name} adds a bias to every row`, async () => {
    const C = new Float32Array(rows * columns), bias = draw(columns, 4);
    await gemm({ A, B, C, bias }, { rows, inner, columns });
    const wanted = C.map((_, at) => bias[at % columns]);
    plainGemm({ A, B, C: wanted }, { rows, inner, columns }, { beta: 1 });
    C.forEach((value, i) => assertAlmostEquals(value, wanted[i], 2e-6));
  });
}
