import { assertEquals } from "@std/assert";
import { matrix } from "../../../lib/linalg/matrix.ts";
import { feedbackAlignment } from "../../../lib/rules/feedback_alignment.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";

Deno.test("feedbackAlignment is B e ∘ φ′", () => {
  const W = matrix(2, 3);
  const layer = {
    W,
    B: matrixFromRows([[1, 2], [3, 4], [5, 6]]),
    slope: Float64Array.of(1, 0.5, 0.25),
    e: Float64Array.of(2, -1),
    δ: new Float64Array(3).fill(NaN),
  };
  feedbackAlignment(W)(layer);
  assertEquals(layer.δ, Float64Array.of(0, 1, 1));
});
