import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import type { FoundBackend } from "../../../pipeline/engine/cli/pipeline.ts";
import {
  openNative,
  openNativeProduct,
} from "../../../pipeline/backends/native.ts";
import { openBackend } from "../../../pipeline/backends/open.ts";
import { openTensorflow } from "../../../lib/network/tensorflow.ts";
import { numbers } from "../../lib/network/numbers.ts";
import { plainProduct } from "../../lib/network/plain_product.ts";
import { assertAgreesWithWasm } from "./agreement.ts";
import { testsOf } from "./available.ts";

const test = await testsOf("native");
const open = (found: FoundBackend) => openBackend({ name: "test", ...found });

test("native learns on tensors as wasm does, and errs as often", async (found) => {
  await assertAgreesWithWasm(() => open(found));
});

test("native learns by default with fused kernels as wasm does, and errs as often", async (found) => {
  await assertAgreesWithWasm(() => open(found), "inked");
});

for (const transposeA of [false, true]) {
  for (const transposeB of [false, true]) {
    test(`native multiplies (37,53)·(53,41) with transposeA ${transposeA} and transposeB ${transposeB}`, async (found) => {
      const rows = 37, inner = 53, columns = 41;
      const A = Float32Array.from(numbers(rows * inner));
      const B = Float32Array.from(numbers(inner * columns, 1));
      const multiply = async (tf: Awaited<ReturnType<typeof open>>) =>
        await tf.tidy(() =>
          tf.matMul(
            tf.tensor2d(A, transposeA ? [inner, rows] : [rows, inner]),
            tf.tensor2d(B, transposeB ? [columns, inner] : [inner, columns]),
            transposeA,
            transposeB,
          )
        ).data();
      const wanted = await multiply(await openTensorflow("cpu"));
      const C = await multiply(await open(found));
      assertEquals(C.length, rows * columns);
      C.forEach((value, i) => assertAlmostEquals(value, wanted[i], 1e-5));
    });
  }
}

test("openNativeProduct() multiplies parts of larger matrices, and keeps what it is told to", (found) => {
  const { library: path, threads } = found.hints;
  const multiply = openNativeProduct({ path, threads: Number(threads) });
  const [A, B, before] = [1, 2, 3].map((phase) =>
    Float32Array.from(numbers(12 * 12, phase))
  );
  const shape = {
    rows: 5,
    inner: 7,
    columns: 3,
    strides: { A: 12, B: 11, C: 10 },
  };
  for (const transposeA of [false, true]) {
    for (const transposeB of [false, true]) {
      for (
        const scales of [undefined, { alpha: 2, beta: 0 }, {
          alpha: -1,
          beta: 0.5,
        }]
      ) {
        const [found, wanted] = [multiply, plainProduct].map((multiply) => {
          const C = before.slice();
          multiply({ A, B, C }, { ...shape, transposeA, transposeB }, scales);
          return C;
        });
        found.forEach((value, i) => assertAlmostEquals(value, wanted[i], 1e-5));
      }
    }
  }
  return Promise.resolve();
});

test("native gives the same bits each time with the same threads", async (found) => {
  const A = Float32Array.from(numbers(200 * 300));
  const square = async () => {
    const tf = await open(found);
    return await tf.tidy(() => {
      const tensor = tf.tensor2d(A, [200, 300]);
      return tf.matMul(tensor, tensor, false, true);
    }).data();
  };
  assertEquals(await square(), await square());
});

Deno.test("openNative() refuses what is no library", async () => {
  await assertRejects(
    () => openNative({ path: import.meta.filename!, threads: 1 }),
    Error,
    "Could not open library",
  );
});
