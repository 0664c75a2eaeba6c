import { assert, assertEquals } from "@std/assert";
import {
  averageSeries,
  curvesOf,
  decodeCurves,
  encodeCurves,
} from "../../../lib/statistics/curves.ts";
import { estimate } from "../../../lib/statistics/estimate.ts";
import { runOf } from "./runs.ts";

const runs = [
  runOf("BP", 0, { error: [1, .1], angle_ndi_1: [10, 20] }),
  runOf("BP", 1, { error: [1, .001], angle_ndi_1: [20, 40] }),
  runOf("FA", 0, { error: [2] }),
];

Deno.test("curvesOf() averages errors geometrically and angles arithmetically", () => {
  const { BP } = curvesOf(runs, ["BP", "FA"]);
  assertEquals([...BP.angle_ndi_1.mean], [15, 30]);
  assertEquals(
    BP.error.mean[1],
    estimate([.1, .001], "geometric").mean,
  );
});

Deno.test("curvesOf() keeps of a long error the same points as of its normalised form", () => {
  const long = [1, 5].map((scale, seed) => {
    const error = Array.from(
      { length: 20_000 },
      (_, k) => 2 + Math.sin(scale * k * k),
    );
    const normalised_error = error.map((one) => one / scale);
    return runOf("BP", seed, { error, normalised_error });
  });
  const { error, normalised_error } = curvesOf(long, ["BP"]).BP;
  assert(error.mean.length < 7000);
  assertEquals(error.iteration, normalised_error.iteration);
  assertEquals(error.iteration.at(-1), 19_999);
});

Deno.test("decodeCurves() gives back what encodeCurves() was given, a model without curves left out", () => {
  const curves = curvesOf(runs, ["BP", "FA"]);
  assertEquals(decodeCurves(encodeCurves(curves)), curves);
  assertEquals(decodeCurves(encodeCurves({ BP: {} })), {});
});

const series = (iteration: number[], value: number[]) => ({
  iteration: Float64Array.from(iteration),
  value: Float64Array.from(value),
});

Deno.test("averageSeries() of one seed is its series, with no width", () => {
  const { iteration, mean, low, high, count } = averageSeries([
    series([0, 10, 20], [3, 2, 1]),
  ], "arithmetic");
  assertEquals([...iteration], [0, 10, 20]);
  for (const values of [mean, low, high]) assertEquals([...values], [3, 2, 1]);
  assertEquals([...count], [1, 1, 1]);
});

Deno.test("averageSeries() goes on with the seeds that remain when one ends early", () => {
  const { mean, low, high, count } = averageSeries([
    series([0, 1, 2], [1, 2, 3]),
    series([0, 1], [3, 6]),
  ], "arithmetic");
  assertEquals([...mean], [2, 4, 3]);
  assertEquals([...count], [2, 2, 1]);
  const both = estimate([2, 6], "arithmetic");
  assertEquals([low[1], high[1]], [both.low, both.high]);
  assertEquals([low[2], high[2]], [3, 3]);
});

Deno.test("averageSeries() leaves out values that are not finite, and points nobody has", () => {
  const { iteration, mean, count } = averageSeries([
    series([0, 1, 2], [1, NaN, NaN]),
    series([0, 1, 2], [3, 5, Infinity]),
  ], "arithmetic");
  assertEquals([...iteration], [0, 1]);
  assertEquals([...mean], [2, 5]);
  assertEquals([...count], [2, 1]);
});

Deno.test("averageSeries() joins series measured at different iterations", () => {
  const { iteration, mean } = averageSeries([
    series([0, 2], [1, 3]),
    series([1, 2], [7, 5]),
  ], "arithmetic");
  assertEquals([...iteration], [0, 1, 2]);
  assertEquals([...mean], [1, 7, 4]);
});

Deno.test("averageSeries() averages logarithms when asked", () => {
  const { mean } = averageSeries(
    [series([0], [1e-4]), series([0], [1e-8])],
    "geometric",
  );
  assertEquals(Math.round(Math.log10(mean[0]) * 1e9) / 1e9, -6);
});
