import { assertAlmostEquals, assertEquals } from "@std/assert";
import {
  normalProbability,
  normalQuantile,
} from "../../../lib/statistics/normal.ts";
import golden from "./golden.json" with { type: "json" };

Deno.test("normalProbability() agrees with SciPy to 1e-15", () => {
  for (const { x, p } of golden.normal) {
    assertAlmostEquals(normalProbability(x), p, 1e-15);
  }
});

Deno.test("normalProbability() is nothing, or one, far out, and no number of none", () => {
  const xs = [-Infinity, -10, 10, Infinity, NaN];
  assertEquals(xs.map(normalProbability), [0, 0, 1, 1, NaN]);
});

Deno.test("normalQuantile() agrees with SciPy to 1e-12", () => {
  for (const { p, x } of golden.normal_quantiles) {
    assertAlmostEquals(normalQuantile(p), x, 1e-12);
  }
});

Deno.test("normalQuantile() of 0 and 1 is infinite", () => {
  assertEquals([0, 1].map(normalQuantile), [-Infinity, Infinity]);
});
