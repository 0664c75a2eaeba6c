import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { transpose } from "../../../lib/linalg/matrix.ts";
import { apply } from "../../../lib/linalg/product.ts";
import { dynamicInversion } from "../../../lib/rules/dynamic_inversion.ts";
import { assertClose } from "../linalg/assert_close.ts";
import { layers } from "./passes.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";

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
    dynamicInversion({ leak: 0.5, integrator })(layer.W)(layer);
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
    dynamicInversion({ leak })(layer.W)(layer);
    const same = { ...layer, δ: new Float64Array(4) };
    const integrator = { steps: 999, dt: 0.5 };
    dynamicInversion({ leak, integrator })(layer.W)(same);
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
  dynamicInversion({ leak: 0, integrator })(linear.W)(linear);
  dynamicInversion({ leak: 0, transfer: "linearised", integrator })(
    linearised.W,
  )(linearised);
  assertClose(linear.δ, [0.5], 1e-12); // e / W
  assertClose(linearised.δ, [0.25], 1e-12); // φ′ e / W
});
