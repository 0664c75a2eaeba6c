import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { matrixFromRows } from "../../../lib/linalg/matrix.ts";
import { withinRange } from "../../../lib/linalg/within_range.ts";

Deno.test("withinRange() brings very large and very small entries near 1, and rounds none", () => {
  for (const size of [1.5e308, 1e-300]) {
    const A = matrixFromRows([[size, -size / 3], [0, size / 7]]);
    const { scaled, scale } = withinRange(A);
    assertEquals(scaled.data.map((a) => a * scale), A.data);
    assert(scaled.data[0] >= 1 && scaled.data[0] < 2);
  }
});

Deno.test("withinRange() leaves ordinary matrices, zeros and what is not finite as they are", () => {
  for (const a of [1, 1e-99, 0, Infinity, NaN]) {
    const A = matrixFromRows([[a, 0]]);
    const { scaled, scale } = withinRange(A);
    assertStrictEquals(scaled, A);
    assertEquals(scale, 1);
  }
});
