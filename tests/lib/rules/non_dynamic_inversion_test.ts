import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { shiftDiagonal } from "../../../lib/linalg/matrix.ts";
import { apply, product } from "../../../lib/linalg/product.ts";
import { nonDynamicInversion } from "../../../lib/rules/non_dynamic_inversion.ts";
import { assertClose } from "../linalg/assert_close.ts";
import { layers } from "./passes.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";
import { singularValues } from "../linalg/singular_values.ts";
import { leastSquares } from "../linalg/solved.ts";

const leak = 2;

for (const [n, out] of [[5, 3], [4, 4], [3, 5]] as const) {
  Deno.test(`nonDynamicInversion is equal on either side, from ${n} units to ${out}`, () => {
    fc.assert(fc.property(layers([n, out], 0.5), (layer) => {
      const { W, B, e, slope } = layer;
      const above = shiftDiagonal(product(W, B), -leak);
      const below = shiftDiagonal(product(B, W), -leak);
      fc.pre(
        [above, below].every((loop) =>
          Math.min(...singularValues(loop)) > 1e-2
        ),
      );
      const wanted = out <= n
        ? leastSquares(below, apply(B, e))
        : apply(B, leastSquares(above, e));
      nonDynamicInversion({ leak })(W)(layer);
      assertClose(layer.δ, wanted.map((δ, i) => δ * slope[i]), 1e-9);
    }));
  });
}

Deno.test("nonDynamicInversion with W B at hand is the same, digit for digit", () => {
  fc.assert(fc.property(layers([5, 3]), (layer) => {
    nonDynamicInversion({ leak })(layer.W)(layer);
    const wanted = layer.δ.slice();
    const WB = product(layer.W, layer.B);
    nonDynamicInversion({ leak })(layer.W)({ ...layer, WB });
    assertEquals(layer.δ, wanted);
    assertEquals(WB, product(layer.W, layer.B));
  }));
});

Deno.test("nonDynamicInversion of one unit each is B e / (W B − α) · φ′", () => {
  const layer = {
    W: matrixFromRows([[2]]),
    B: matrixFromRows([[-3]]),
    slope: Float64Array.of(0.5),
    e: Float64Array.of(5),
    δ: new Float64Array(1),
  };
  nonDynamicInversion({ leak: 1.5 })(layer.W)(layer);
  assertClose(layer.δ, [1], 1e-15); // −15 / −7.5 / 2
});
