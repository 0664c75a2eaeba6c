import fc from "fast-check";
import { transpose } from "../../../lib/linalg/matrix.ts";
import { dynamicInversion } from "../../../lib/rules/dynamic_inversion.ts";
import { reducedDynamicInversion } from "../../../lib/rules/reduced_dynamic_inversion.ts";
import { assertClose } from "../linalg/assert_close.ts";
import { layers } from "./passes.ts";

for (const [n, out] of [[20, 10], [6, 6], [4, 7]] as const) {
  Deno.test(`reducedDynamicInversion makes the steps of the plain form, from ${n} units to ${out}`, () => {
    fc.assert(
      fc.property(layers([n, out]), fc.constantFrom(0, 0.01, 0.5), (
        layer,
        leak,
      ) => {
        layer.B.data.set(transpose(layer.W, -0.3).data);
        const plain = { ...layer, δ: new Float64Array(n) };
        dynamicInversion({ leak })(layer.W)(plain);
        reducedDynamicInversion({ leak })(layer.W)(layer);
        const size = Math.max(1, ...plain.δ.map(Math.abs));
        assertClose(layer.δ, plain.δ, 1e-11 * size);
      }),
      { numRuns: 30 },
    );
  });
}

Deno.test("reducedDynamicInversion follows a loop that runs away, step for step", () => {
  fc.assert(fc.property(layers([5, 3], 0.3), (layer) => {
    const integrator = { steps: 30, dt: 0.5 };
    const plain = { ...layer, δ: new Float64Array(5) };
    dynamicInversion({ leak: 0, integrator })(layer.W)(plain);
    reducedDynamicInversion({ leak: 0, integrator })(layer.W)(layer);
    const size = Math.max(1, ...plain.δ.map(Math.abs));
    assertClose(layer.δ, plain.δ, 1e-11 * size);
  }));
});
