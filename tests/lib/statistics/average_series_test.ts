import { assertEquals, assertThrows } from "@std/assert";
import { averageSeries } from "../../../lib/statistics/average_series.ts";
import { estimate } from "../../../lib/statistics/estimate.ts";

const series = (iteration: number[], value: number[]) => ({
  iteration: Float64Array.from(iteration),
  value: Float64Array.from(value),
});

Deno.test("averageSeries() of one seed is its series, with no width", () => {
  const { iteration, mean, low, high, count } = averageSeries([
    series([0, 10, 20], [3, 2, 1]),
  ]);
  assertEquals([...iteration], [0, 10, 20]);
  for (const values of [mean, low, high]) assertEquals([...values], [3, 2, 1]);
  assertEquals([...count], [1, 1, 1]);
});

Deno.test("averageSeries() goes on with the seeds that remain when one ends early", () => {
  const { mean, low, high, count } = averageSeries([
    series([0, 1, 2], [1, 2, 3]),
    series([0, 1], [3, 6]),
  ]);
  assertEquals([...mean], [2, 4, 3]);
  assertEquals([...count], [2, 2, 1]);
  const both = estimate([2, 6]);
  assertEquals([low[1], high[1]], [both.low, both.high]);
  assertEquals([low[2], high[2]], [3, 3]);
});

Deno.test("averageSeries() leaves out values that are not finite, and points nobody has", () => {
  const { iteration, mean, count } = averageSeries([
    series([0, 1, 2], [1, NaN, NaN]),
    series([0, 1, 2], [3, 5, Infinity]),
  ]);
  assertEquals([...iteration], [0, 1]);
  assertEquals([...mean], [2, 5]);
  assertEquals([...count], [2, 1]);
});

Deno.test("averageSeries() joins series measured at different iterations", () => {
  const { iteration, mean } = averageSeries([
    series([0, 2], [1, 3]),
    series([1, 2], [7, 5]),
  ]);
  assertEquals([...iteration], [0, 1, 2]);
  assertEquals([...mean], [1, 7, 4]);
});

Deno.test("averageSeries() averages logarithms when asked", () => {
  const { mean } = averageSeries(
    [series([0], [1e-4]), series([0], [1e-8])],
    { averaging: "geometric" },
  );
  assertEquals(Math.round(Math.log10(mean[0]) * 1e9) / 1e9, -6);
});

Deno.test("averageSeries() refuses iterations that do not increase", () => {
  assertThrows(
    () => averageSeries([series([0, 5, 5], [1, 2, 3])]),
    RangeError,
    "Cannot average series: iteration 5 follows 5",
  );
});
