import { assertEquals } from "@std/assert";
import { backpropagation } from "../../../lib/rules/backpropagation.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";

Deno.test("backpropagation is Wᵀ e ∘ φ′", () => {
  const W = matrixFromRows([[1, 2, 3], [4, 5, 6]]);
  const layer = {
    W,
    B: matrixFromRows([[0, 0], [0, 0], [0, 0]]),
    slope: Float64Array.of(1, 0.5, 0),
    e: Float64Array.of(1, -1),
    δ: new Float64Array(3).fill(NaN),
  };
  backpropagation(W)(layer);
  assertEquals(layer.δ, Float64Array.of(-3, -1.5, -0));
});
