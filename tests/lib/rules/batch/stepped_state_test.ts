import { assertEquals } from "@std/assert";
import { matrix, transpose } from "../../../../lib/linalg/matrix.ts";
import { product } from "../../../../lib/linalg/product.ts";
import { steppedState } from "../../../../lib/rules/batch/stepped_state.ts";
import { dynamicInversion } from "../../../../lib/rules/dynamic_inversion.ts";
import { assertAllClose, uniformMatrix } from "../../kernels/numbers.ts";
import { algebra, column } from "./batches.ts";

const W = uniformMatrix(4, 7, { seed: 1, scale: 0.4 });
const B = transpose(W, -1);
const R = uniformMatrix(4, 3, { seed: 2 });

for (const steps of [1, 2, 15, 32, 33, 47, 48, 100, 999]) {
  Deno.test(`steppedState() is where ${steps} plain steps end`, () => {
    const loop = { M: product(W, B), R, leak: 0.05 };
    const X = steppedState(algebra, loop, { steps, dt: 0.5 });
    const below = product(B, X);
    const plain = dynamicInversion({
      leak: 0.05,
      integrator: { steps, dt: 0.5 },
    })(W);
    for (let k = 0; k < R.columns; k++) {
      const δ = new Float64Array(7), slope = δ.slice().fill(1);
      plain({ W, B, slope, e: column(R.data, { rows: 4, k }), δ });
      assertAllClose(column(below.data, { rows: 7, k }), δ, 1e-11);
    }
  });
}

Deno.test("steppedState() leaves the loop as it was", () => {
  const M = product(W, B), before = matrix(4, 4, M.data.slice());
  const driven = matrix(4, 3, R.data.slice());
  steppedState(algebra, { M, R: driven, leak: 0 });
  assertEquals([M, driven], [before, R]);
});
