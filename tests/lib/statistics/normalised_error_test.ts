import { assertEquals } from "@std/assert";
import {
  errorScales,
  largestError,
  withNormalisedError,
} from "../../../lib/statistics/normalised_error.ts";
import type { Run } from "../../../lib/statistics/run.ts";
import { runOf } from "./runs.ts";

function allNormalised(runs: readonly Run[], apart: string[] = []): Run[] {
  const scales = errorScales(runs.map(largestError), apart);
  return runs.map((run) => withNormalisedError(run, scales));
}

const values = (runs: readonly Run[], apart?: string[]) =>
  allNormalised(runs, apart)
    .map(({ trace }) => [...trace.series.normalised_error.value]);

Deno.test("withNormalisedError() divides by the largest error of any model, seed by seed", () => {
  const runs = [
    runOf("BP", 0, { error: [4, 8, 2] }),
    runOf("BP", 1, { error: [10, 5] }),
    runOf("FA", 0, { error: [4, 1] }),
  ];
  assertEquals(values(runs), [[.5, 1, .25], [1, .5], [.5, .125]]);
});

Deno.test("withNormalisedError() leaves diverged models out of the maximum, unless all diverged", () => {
  const outcome = {
    status: "diverged",
    iteration: 2,
    reason: "made up",
  } as const;
  const diverged = runOf("DI", 0, { error: [4, 400, Infinity] }, outcome);
  const runs = [
    runOf("BP", 0, { error: [4, 2] }),
    diverged,
  ];
  assertEquals(values(runs), [[1, .5], [1, 100, Infinity]]);
  assertEquals(values([diverged]), [[.01, 1, Infinity]]);
});

Deno.test("withNormalisedError() leaves models that stand apart out of the maximum, unless all do", () => {
  const published = [
    runOf("BP", 0, { error: [4, 2] }),
    runOf("FA", 0, { error: [8, 2] }),
  ];
  const added = runOf("mine", 0, { error: [4, 32] });
  assertEquals(values([...published, added], ["mine"]), [
    [.5, .25],
    [1, .25],
    [.5, 4],
  ]);
  assertEquals(values([added], ["mine"]), [[.125, 1]]);
});

Deno.test("withNormalisedError() leaves runs without an error as they are", () => {
  const run = runOf("BP", 0, { test_error: [.5] });
  assertEquals(allNormalised([run]), [run]);
});
