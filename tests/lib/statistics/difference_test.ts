import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { differenceOfMeans } from "../../../lib/statistics/difference.ts";
import { estimate } from "../../../lib/statistics/estimate.ts";
import golden from "./golden.json" with { type: "json" };
import { assertClose } from "./close.ts";

for (const averaging of ["arithmetic", "geometric"] as const) {
  Deno.test(`differenceOfMeans() agrees with SciPy's Welch test, ${averaging}`, () => {
    for (const { a, b, ...intervals } of golden.unpaired) {
      const { mean, low, high, count } = differenceOfMeans(a, b, averaging);
      [mean, low, high].forEach((number, k) =>
        assertClose(number, intervals[averaging][k], 1e-11)
      );
      assertEquals(count, a.length + b.length);
    }
  });
}

Deno.test("differenceOfMeans() of single values has no interval, and of none no mean", () => {
  const difference = (a: number[], b: number[]) =>
    differenceOfMeans(a, b, "arithmetic");
  assertEquals(difference([1], [4]), {
    ...{ mean: 3, low: NaN, high: NaN, count: 2 },
  });
  assertEquals(difference([1], [4, 6]).low, NaN);
  assertEquals(difference([], [4, 6]).mean, NaN);
  assertEquals(difference([NaN, 1, 3], [4, Infinity]).mean, 2);
});

Deno.test("differenceOfMeans() from a certain value is as sure as the other's mean", () => {
  // with these, ν comes out below 7
  const values = [1, 2, 3, 4, 5, 6, 7, .7];
  const { mean, low, high } = differenceOfMeans([0, 0], values, "arithmetic");
  const wanted = estimate(values, "arithmetic");
  assertClose(mean, wanted.mean);
  assertClose(low, wanted.low);
  assertClose(high, wanted.high);
});

Deno.test("differenceOfMeans() of values that are all the same is sure of itself", () => {
  const same = differenceOfMeans([2, 2], [8, 8], "geometric");
  for (const value of [same.mean, same.low, same.high]) assertClose(value, 4);
});

Deno.test("differenceOfMeans() has an interval about its mean, and turns with its samples", () => {
  const sample = fc.array(fc.double({ min: 1e-9, max: 1e3, noNaN: true }), {
    ...{ minLength: 2, maxLength: 6 },
  });
  fc.assert(fc.property(sample, sample, (a, b) => {
    const there = differenceOfMeans(a, b, "arithmetic");
    const back = differenceOfMeans(b, a, "arithmetic");
    assert(there.low <= there.mean && there.mean <= there.high);
    assertEquals(there.mean, 0 - back.mean);
  }));
});
