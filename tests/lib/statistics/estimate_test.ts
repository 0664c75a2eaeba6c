import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { estimate, studentQuantile } from "../../../lib/statistics/estimate.ts";
import golden from "./golden.json" with { type: "json" };
import { assertClose } from "./close.ts";

for (const averaging of ["arithmetic", "geometric"] as const) {
  Deno.test(`estimate() agrees with SciPy's ${averaging} mean and 95 % interval`, () => {
    for (const { values, interval } of golden[averaging]) {
      const { mean, low, high, count } = estimate(values, averaging);
      [mean, low, high].forEach((number, k) =>
        assertClose(number, interval[k], 1e-11)
      );
      assertEquals(count, values.length);
    }
  });

  Deno.test(`estimate() of one value is that value, ${averaging}, without an interval`, () => {
    assertEquals(estimate([.1], averaging), {
      mean: .1,
      low: NaN,
      high: NaN,
      count: 1,
    });
  });

  Deno.test(`estimate() counts finite values alone, ${averaging}`, () => {
    assertEquals(
      estimate([1, NaN, 4, Infinity], averaging),
      estimate([1, 4], averaging),
    );
    assertEquals(estimate([NaN], averaging).count, 0);
    assertEquals(estimate([NaN], averaging).mean, NaN);
  });
}

Deno.test("estimate() holds its mean between low and high, and the geometric one below the arithmetic", () => {
  const values = fc.array(fc.double({ min: 1e-12, max: 1e3, noNaN: true }), {
    minLength: 2,
    maxLength: 8,
  });
  fc.assert(fc.property(values, (values) => {
    const plain = estimate(values, "arithmetic");
    const logs = estimate(values, "geometric");
    for (const { low, mean, high } of [plain, logs]) {
      assert(low <= mean && mean <= high);
    }
    assert(logs.mean <= plain.mean * (1 + 1e-9));
  }));
});

Deno.test("estimate() of a zero is zero geometrically, and of a negative value nothing", () => {
  assertEquals(estimate([0, 1], "geometric"), {
    mean: 0,
    low: NaN,
    high: NaN,
    count: 2,
  });
  assertEquals(estimate([1, -2], "geometric").mean, NaN);
});

Deno.test("estimate() takes any number of values", () => {
  const values = new Float64Array(200_000).fill(.5);
  const { mean, count } = estimate(values, "geometric");
  assertClose(mean, .5, 1e-12);
  assertEquals(count, values.length);
});

Deno.test("studentQuantile() agrees with SciPy to thirteen digits", () => {
  for (const { degrees, coverage, t } of golden.quantiles) {
    assertClose(studentQuantile(degrees, coverage), t, 1e-13);
  }
});

Deno.test("studentQuantile() with one degree of freedom is Cauchy's, tan(π/2 · coverage)", () => {
  for (const coverage of [.1, .5, .9, .95]) {
    assertClose(
      studentQuantile(1, coverage),
      Math.tan(Math.PI / 2 * coverage),
    );
  }
});
