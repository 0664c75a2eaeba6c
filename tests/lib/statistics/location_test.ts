import { assertEquals } from "@std/assert";
import { median, trimmedMean } from "../../../lib/statistics/location.ts";
import { assertClose } from "./close.ts";
import golden from "./golden.json" with { type: "json" };

Deno.test("median() and trimmedMean() agree with NumPy and SciPy to 1e-15", () => {
  for (const { values, ...wanted } of golden.samples) {
    const sorted = Float64Array.from(values).sort();
    assertClose(median(sorted), wanted.median, 1e-15);
    assertClose(trimmedMean(sorted, 0), wanted.mean, 1e-15);
    assertClose(trimmedMean(sorted, .1), wanted.trimmed_tenth, 1e-15);
    assertClose(trimmedMean(sorted, .25), wanted.iqm, 1e-15);
  }
});

Deno.test("median() and trimmedMean() mind no infinite value beyond the middle", () => {
  const sorted = Float64Array.of(1, 2, 4, Infinity);
  assertEquals([median(sorted), trimmedMean(sorted, .25)], [3, 3]);
  const half = Float64Array.of(1, 2, Infinity, Infinity);
  assertEquals([median(half), trimmedMean(half, .25)], [Infinity, Infinity]);
});

Deno.test("median() and trimmedMean() of nothing are no number", () => {
  const none = new Float64Array(0);
  assertEquals([median(none), trimmedMean(none, .25)], [NaN, NaN]);
});
