import { assertAlmostEquals, assertEquals } from "@std/assert";
import { clipNorm, longNorm, norm } from "../../../lib/linalg/norms.ts";

Deno.test("norm() is the Euclidean length", () => {
  assertEquals(norm([3, -4]), 5);
  assertEquals(norm([]), 0);
});

Deno.test("clipNorm() shortens what is too long and keeps its direction", () => {
  assertEquals(clipNorm(Float64Array.of(6, -8), 5), Float64Array.of(3, -4));
});

Deno.test("clipNorm() leaves alone what is short enough", () => {
  assertEquals(clipNorm(Float64Array.of(3, 4), 5), Float64Array.of(3, 4));
});

Deno.test("longNorm() is norm() up to rounding, for every length", () => {
  for (let n = 0; n < 10; n++) {
    const x = Float64Array.from({ length: n }, (_, i) => 1 / (i + 1));
    assertAlmostEquals(longNorm(x), norm(x), 1e-15);
  }
});
