import { assertAlmostEquals, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import type { RowLayer } from "../../../lib/network/backend.ts";
import { cpu, wasm } from "./backends.ts";
import { numbers } from "./numbers.ts";
import { plainGemm } from "./plain_gemm.ts";

const rows = 5, inner = 7, columns = 3;
const draw = (count: number, phase: number) =>
  Float32Array.from(numbers(count, phase));
const A = draw(rows * inner, 1), B = draw(inner * columns, 2);
const before = draw(rows * columns, 3);

for (const { name, gemm, feedForward } of [wasm, cpu]) {
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

  Deno.test(`feedForward() of ${name} is φ(H B + 1 bᵀ) of layer after layer, and leaves no tensor behind`, async () => {
    const { numTensors } = tf.memory();
    const layers: RowLayer[] = [
      { B, b: draw(columns, 4), transfer: "tanh" },
      { B: draw(columns * 4, 5), b: draw(4, 6), transfer: "linear" },
    ];
    const network = feedForward(layers);
    const wanted = layers.reduce((H, { B, b, transfer }) => {
      const C = Float32Array.from(
        { length: rows * b.length },
        (_, at) => b[at % b.length],
      );
      const shape = { rows, inner: H.length / rows, columns: b.length };
      plainGemm({ A: H, B, C }, shape, { beta: 1 });
      return transfer === "tanh" ? C.map(Math.tanh) : C;
    }, A);
    for (const found of [await network.pass(A), await network.pass(A)]) {
      assertEquals(found.length, wanted.length);
      found.forEach((value, i) => assertAlmostEquals(value, wanted[i], 2e-6));
    }
    network.dispose();
    assertEquals(tf.memory().numTensors, numTensors);
  });
}
