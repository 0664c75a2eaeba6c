import { assertEquals } from "@std/assert";
import { batchRules } from "../../../../lib/rules/batch/mod.ts";
import { rules } from "../../../../lib/rules/mod.ts";
import { createPass } from "../../../../lib/rules/pass.ts";
import { assertAllClose } from "../../kernels/numbers.ts";
import { column, drawnBatch, floatMatrix, ruled, tf } from "./batches.ts";

const n = 6;
const names = Object.keys(batchRules) as (keyof typeof batchRules)[];

for (const name of names) {
  for (const [out, size] of [[5, 9], [9, 5], [6, 6]] as const) {
    Deno.test(`${name} of a batch is ${name} of each example, ${out} units above ${size}, before and after learning`, async () => {
      const W = floatMatrix(out, size, 21);
      const B = name === "FA" ? floatMatrix(size, out, 22) : undefined;
      const one = ruled(batchRules[name], { W, B, leak: 0.02 });
      const feedback = B ?? transposeOf(W);
      for (let step = 0; step < 4; step++) {
        const E = drawnBatch(out, n, 30 + step),
          H = drawnBatch(size, n, 40 + step);
        const weights = await one.weights();
        const found = await one.rule.errorBelow(E);
        const pass = createPass([floatMatrix(size, 1, 1), weights], [
          null,
          feedback,
        ]);
        const rule = rules[name].make([weights], { leak: 0.02 });
        for (let k = 0; k < n; k++) {
          pass.hidden[0].e.set(column(E, { rows: out, k }));
          rule(pass);
          assertAllClose(
            column(found, { rows: size, k }),
            pass.hidden[0].δ,
            2e-5,
          );
        }
        one.rule.learn?.(H);
        one.layer.learn(H, E);
      }
      one.dispose();
    });
  }
}

Deno.test("rules for batches leave no tensor behind", async () => {
  const before = tf.memory().numTensors;
  for (const name of names) {
    const one = ruled(batchRules[name], { W: floatMatrix(4, 3, 1) });
    await one.rule.errorBelow(drawnBatch(4, 2, 1));
    one.dispose();
  }
  assertEquals(tf.memory().numTensors, before);
});

function transposeOf(W: ReturnType<typeof floatMatrix>) {
  const B = floatMatrix(W.columns, W.rows, 1);
  for (let i = 0; i < W.rows; i++) {
    for (let j = 0; j < W.columns; j++) {
      B.data[j * W.rows + i] = -W.data[i * W.columns + j];
    }
  }
  return B;
}
