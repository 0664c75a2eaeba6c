import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import type { FoundBackend } from "../../../pipeline/engine/cli/pipeline.ts";
import { openNative } from "../../../pipeline/backends/native.ts";
import { openBackend } from "../../../pipeline/backends/open.ts";
import { numbers } from "../../lib/network/numbers.ts";
import { plainGemm } from "../../lib/network/plain_gemm.ts";
import { assertAgreesWithWasm } from "./agreement.ts";
import { testsOf } from "./available.ts";

const test = await testsOf("native");
const open = (found: FoundBackend) => openBackend({ name: "test", ...found });
const draw = (count: number, phase = 0) =>
  Float32Array.from(numbers(count, phase));

test("native learns from all pixels as wasm does, and errs as often", async (found) => {
  await assertAgreesWithWasm(await open(found));
});

test("native learns by default with fused kernels as wasm does, and errs as often", async (found) => {
  await assertAgreesWithWasm(await open(found), "sparse");
});

test("syncGemm() of native multiplies parts of larger matrices, and scales as it is told to", async (found) => {
  const { syncGemm } = await open(found);
  const [A, B, before] = [1, 2, 3].map((phase) => draw(12 * 12, phase));
  const shape = {
    rows: 5,
    inner: 7,
    columns: 3,
    strides: { A: 12, B: 11, C: 10 },
  };
  for (const transposeA of [false, true]) {
    for (const transposeB of [false, true]) {
      for (
        const scales of [undefined, { alpha: 2 }, { alpha: -1, beta: 0.5 }]
      ) {
        const [C, wanted] = [syncGemm!, plainGemm].map((multiply) => {
          const C = before.slice();
          multiply({ A, B, C }, { ...shape, transposeA, transposeB }, scales);
          return C;
        });
        C.forEach((value, i) => assertAlmostEquals(value, wanted[i], 1e-5));
      }
    }
  }
});

test("feedForward() of native is tanh(X B + 1 bᵀ)", async (found) => {
  const { feedForward } = await open(found);
  const shape = { rows: 37, inner: 53, columns: 41 };
  const A = draw(37 * 53), B = draw(53 * 41, 1), b = draw(41, 2);
  const { pass } = feedForward([{ B, b, transfer: "tanh" }]);
  const wanted = new Float32Array(37 * 41).map((_, at) => b[at % 41]);
  plainGemm({ A, B, C: wanted }, shape, { beta: 1 });
  (await pass(A)).forEach((value, i) =>
    assertAlmostEquals(value, Math.tanh(wanted[i]), 1e-5)
  );
});

test("native gives the same bits each time with the same threads", async (found) => {
  const A = draw(200 * 300);
  const square = async () => {
    const C = new Float32Array(200 * 200);
    const shape = { rows: 200, inner: 300, columns: 200, transposeB: true };
    await (await open(found)).gemm({ A, B: A, C }, shape);
    return C;
  };
  assertEquals(await square(), await square());
});

Deno.test("openNative() refuses what is no library", () => {
  assertThrows(
    () => openNative({ path: import.meta.filename!, threads: 1 }),
    Error,
    "Could not open library",
  );
});
