import { assert, assertEquals, assertNotEquals } from "@std/assert";
import {
  bcaInterval,
  bootstrap,
  percentileInterval,
  type Statistic,
  studentPercentileInterval,
} from "../../../lib/statistics/bootstrap.ts";
import { median, trimmedMean } from "../../../lib/statistics/location.ts";
import { assertClose } from "./close.ts";
import golden from "./golden.json" with { type: "json" };

const statistics: Record<string, (sorted: Float64Array) => number> = {
  mean: (sorted) => trimmedMean(sorted, 0),
  median,
  iqm: (sorted) => trimmedMean(sorted, .25),
};

/** A statistic of each stratum, summed. */
const ofSums = (name: string): Statistic => (...strata) =>
  strata.reduce((sum, sorted) => sum + statistics[name](sorted), 0);

for (const { seed, strata, statistic, method, interval } of golden.bootstrap) {
  Deno.test(`${method} interval of the ${statistic} of strata ${strata.join()} agrees with SciPy to 1e-12`, () => {
    const samples = strata.map((j) => golden.samples[j].values.toSorted());
    const found = bootstrap(samples, ofSums(statistic), { seed });
    const { low, high } = method === "BCa"
      ? bcaInterval(found)
      : percentileInterval(found);
    assertClose(low, interval[0]);
    assertClose(high, interval[1]);
  });
}

Deno.test("bootstrap() draws every stratum within itself, and leaves it as it was", () => {
  const samples = [[3, 1, 2], [30, 10, 20, 40]];
  const { value, resampled } = bootstrap(samples, (a, b) => {
    assert(a.length === 3 && a.every((one) => one < 10));
    assert(b.length === 4 && b.every((one) => one >= 10));
    return a[0] + b[0];
  });
  assertEquals(value, 11);
  assertEquals(resampled.length, 2000);
  assertEquals(samples, [[3, 1, 2], [30, 10, 20, 40]]);
});

Deno.test("bootstrap() draws by its seed, and stratum by stratum from one stream", () => {
  const sample = [1, 2, 4, 8, 16], least: Statistic = (...[a]) => a[0] + a[1];
  const drawn = (samples: number[][], seed?: number) =>
    bootstrap(samples, least, { seed }).resampled;
  const first = drawn([sample]);
  assertNotEquals(drawn([sample], 1), first);
  assertEquals(drawn([sample], 0), first);
  assertEquals(drawn([sample, [3]]), first);
  const other: Statistic = (_, b) => b[0] + b[1];
  const second = bootstrap([[3, 5], sample], other).resampled;
  assertNotEquals(bootstrap([[3], sample], other).resampled, second);
});

Deno.test("intervals are wider where few values are allowed for", () => {
  const found = bootstrap([[1, 2, 4, 8, 16, 32]], median);
  const plain = percentileInterval(found);
  const wide = studentPercentileInterval(found);
  assert(1 <= wide.low && wide.low <= plain.low);
  assert(plain.high < wide.high && wide.high <= 32);
});

Deno.test("an interval ends among infinite values where these may be the middle", () => {
  const found = bootstrap([[1, 2, 3, 4, 5, Infinity, Infinity]], median);
  const { low, high } = studentPercentileInterval(found);
  assertEquals([found.value, high], [4, Infinity]);
  assert(low <= 2);
});

Deno.test("bcaInterval() of values that are all alike is no number", () => {
  const found = bootstrap([[2, 2, 2, 2, 2]], median);
  assertEquals(bcaInterval(found), { low: NaN, high: NaN });
  assertEquals(percentileInterval(found), { low: 2, high: 2 });
});
