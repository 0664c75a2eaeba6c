import fc from "fast-check";
import { transpose } from "../../../lib/linalg/matrix.ts";
import { layerwiseGaussNewton } from "../../../lib/rules/layerwise_gauss_newton.ts";
import { nonDynamicInversion } from "../../../lib/rules/non_dynamic_inversion.ts";
import { pseudobackpropagation } from "../../../lib/rules/pseudobackpropagation.ts";
import { assertClose } from "../linalg/assert_close.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";
import { layers } from "./passes.ts";

const sizes = [[5, 3], [4, 4], [3, 5]] as const;

for (const [n, out] of sizes) {
  Deno.test(`layerwiseGaussNewton with slopes of 1 is NDI with B = −Wᵀ, from ${n} units to ${out}`, () => {
    const leaks = fc.constantFrom(1e-3, 1, 1e3);
    fc.assert(fc.property(layers([n, out]), leaks, (layer, leak) => {
      layer.slope.fill(1);
      layer.B.data.set(transpose(layer.W, -1).data);
      const wanted = { ...layer, δ: new Float64Array(n) };
      nonDynamicInversion({ leak })(layer.W)(wanted);
      layerwiseGaussNewton({ damping: leak })(layer.W)(layer);
      const size = Math.max(...wanted.δ.map(Math.abs));
      assertClose(layer.δ, wanted.δ, 1e-9 * size);
    }));
  });

  Deno.test(`layerwiseGaussNewton undamped with slopes of 1 is PBP, from ${n} units to ${out}`, () => {
    fc.assert(fc.property(layers([n, out], 1), (layer) => {
      layer.slope.fill(1);
      const wanted = { ...layer, δ: new Float64Array(n) };
      pseudobackpropagation(layer.W)(wanted);
      layerwiseGaussNewton({ damping: 0 })(layer.W)(layer);
      const size = Math.max(1, ...wanted.δ.map(Math.abs));
      assertClose(layer.δ, wanted.δ, 1e-12 * size);
    }));
  });
}

Deno.test("layerwiseGaussNewton is D Wᵀ (W D² Wᵀ + γ I)⁻¹ e", () => {
  const layer = {
    W: matrixFromRows([[3, 4]]),
    B: matrixFromRows([[0], [0]]),
    slope: Float64Array.of(1, 0.5), // W D = (3, 2), W D² Wᵀ = 13
    e: Float64Array.of(26),
    δ: new Float64Array(2),
  };
  layerwiseGaussNewton({ damping: 13 })(layer.W)(layer);
  assertClose(layer.δ, [3, 2], 1e-14);
  layerwiseGaussNewton({ damping: 0 })(layer.W)(layer);
  assertClose(layer.δ, [6, 4], 1e-14);
});
