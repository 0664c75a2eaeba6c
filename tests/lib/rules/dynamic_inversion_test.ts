import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { matrix, transpose } from "../../../lib/linalg/matrix.ts";
import { apply, product } from "../../../lib/linalg/product.ts";
import {
  compiledDynamicInversion,
  dynamicInversion,
  steppedState,
} from "../../../lib/rules/dynamic_inversion.ts";
import { assertAllClose, uniformMatrix } from "../kernels/numbers.ts";
import { assertClose } from "../linalg/assert_close.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";
import { algebra, column } from "./batches.ts";
import { layers } from "./passes.ts";

const single = () => ({
  W: matrixFromRows([[2]]),
  B: matrixFromRows([[-1]]),
  slope: Float64Array.of(0.5),
  e: Float64Array.of(1),
  δ: new Float64Array(1),
});

Deno.test("dynamicInversion lets r_x see the new r_y", () => {
  const steps = (steps: number) => {
    const layer = single();
    const integrator = { steps, dt: 0.5 };
    dynamicInversion({ leak: 0.5, transfer: "linear", integrator })(layer.W)(
      layer,
    );
    return layer.δ[0];
  };
  assertEquals(steps(0), 0);
  // r_y = ½ (−1) = −½;  r_x = ½ (½) = ¼
  assertEquals(steps(1), 0.25);
  // r_y = −½ + ½ (½·½ + 2·¼ − 1) = −⅝;  r_x = ¼ + ½ (⅝ − ¼) = 7/16
  assertEquals(steps(2), 0.4375);
});

Deno.test("dynamicInversion makes the published 999 steps of 0.5 unless told otherwise", () => {
  fc.assert(fc.property(layers([4, 3]), (layer) => {
    const leak = 0.01;
    dynamicInversion({ leak, transfer: "linear" })(layer.W)(layer);
    const same = { ...layer, δ: new Float64Array(4) };
    const integrator = { steps: 999, dt: 0.5 };
    dynamicInversion({ leak, transfer: "linear", integrator })(layer.W)(same);
    assertEquals(layer.δ, same.δ);
  }));
});

Deno.test("dynamicInversion of tanh rests where W tanh(δ) is the error", () => {
  fc.assert(fc.property(layers([5, 3], 0.02), (layer) => {
    for (let i = 0; i < 3; i++) layer.W.data[6 * i] += 1; // of full rank
    layer.B.data.set(transpose(layer.W, -1).data);
    for (let i = 0; i < 3; i++) layer.e[i] /= 10; // within reach of tanh
    const integrator = { steps: 3000, dt: 0.5 };
    dynamicInversion({ leak: 0, transfer: "tanh", integrator })(layer.W)(layer);
    assertClose(apply(layer.W, layer.δ.map(Math.tanh)), layer.e, 1e-9);
  }));
});

Deno.test("dynamicInversion, linearised, carries the slope that the linear one leaves out", () => {
  const linear = single(), linearised = single();
  const integrator = { steps: 500, dt: 0.5 };
  dynamicInversion({ leak: 0, transfer: "linear", integrator })(linear.W)(
    linear,
  );
  dynamicInversion({ leak: 0, transfer: "linearised", integrator })(
    linearised.W,
  )(linearised);
  assertClose(linear.δ, [0.5], 1e-12); // e / W
  assertClose(linearised.δ, [0.25], 1e-12); // φ′ e / W
});

const leaks = fc.constantFrom(0, 0.01, 0.5);

for (const transfer of ["linear", "tanh"] as const) {
  for (const [n, out] of [[20, 10], [10, 10], [4, 7]] as const) {
    Deno.test(`compiledDynamicInversion of ${transfer} units makes the plain steps, from ${n} units to ${out}`, () => {
      fc.assert(
        fc.property(layers([n, out]), leaks, (layer, leak) => {
          layer.B.data.set(transpose(layer.W, -0.3).data);
          const plain = { ...layer, δ: new Float64Array(n) };
          dynamicInversion({ leak, transfer })(layer.W)(plain);
          compiledDynamicInversion({ leak, transfer })(layer.W)(layer);
          const size = Math.max(1, ...plain.δ.map(Math.abs));
          assertClose(layer.δ, plain.δ, 1e-11 * size);
        }),
        { numRuns: 20 },
      );
    });
  }
}

Deno.test("compiledDynamicInversion follows a loop that runs away, step for step", () => {
  fc.assert(fc.property(layers([5, 3], 0.3), (layer) => {
    const integrator = { steps: 30, dt: 0.5 };
    const plain = { ...layer, δ: new Float64Array(5) };
    dynamicInversion({ leak: 0, transfer: "linear", integrator })(layer.W)(
      plain,
    );
    compiledDynamicInversion({ leak: 0, transfer: "linear", integrator })(
      layer.W,
    )(layer);
    const size = Math.max(1, ...plain.δ.map(Math.abs));
    assertClose(layer.δ, plain.δ, 1e-11 * size);
  }));
});

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
      transfer: "linear",
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
