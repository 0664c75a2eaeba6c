import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import type { Run } from "../../../../lib/statistics/run.ts";
import { findingText } from "../../../../pipeline/report/findings/findings.ts";
import { run } from "../../figures/results.ts";
import { found } from "./found.ts";

const tell = (experiment: string, runs: readonly Run[]) =>
  findingText(experiment, found(experiment, runs));

/** The same error of a model at every measurement, a hundredth more from the second seed. */
const errors = (all: Record<string, number>, seeds = [0, 1]) =>
  Object.entries(all).flatMap(([model, error]) =>
    seeds.map((seed) =>
      run(model, seed, {
        ...{ metric: "test_error", length: 3 },
        value: () => error * (1 + seed / 100),
      })
    )
  );

Deno.test("the finding on classification tells what every loop gets wrong, and DI beside its resting state", () => {
  const text = tell(
    "mnist-dynamic-inversion",
    errors({
      ...{ BP: .1, FA: .11, "NDI-2": .08 },
      ...{ DI: .06, "DI-tanh": .12, SDI: .14 },
    }),
  );
  assertStringIncludes(text, "(DI) classifies 6.03\u00a0% (");
  assertStringIncludes(text, "(DI-tanh) 12.06\u00a0% (");
  assertStringIncludes(text, "over 2 seeds; backpropagation 10.05\u00a0%");
  assertStringIncludes(text, "feedback alignment (FA) 11.06\u00a0%");
  assertMatch(
    text,
    /seed by seed, DI less NDI-2 is −2\.01\u00a0% \(.*\) of the images\.$/,
  );
});

Deno.test("the finding on the autoencoder tells errors, and DI beside its resting state and backpropagation", () => {
  const all = { BP: .08, "NDI-2": .04, DI: .02 };
  assertEquals(
    tell("mnist-autoencoder-dynamic-inversion", errors(all, [0])),
    "At the end linear dynamic inversion (DI) reconstructs test images with an error of 0.02, its resting state (NDI-2) with 0.04 and backpropagation (BP) with 0.08, means from seed 0 alone. " +
      "Seed by seed DI has 0.5 times the error of NDI-2, and 0.25 times that of BP.",
  );
  const { BP: _, ...others } = all;
  assertEquals(
    tell("mnist-autoencoder-dynamic-inversion", errors(others)),
    "",
  );
});

const settling = "dynamic-inversion-settling";

/** Angles that halve from one number of steps to the next, 333 further on, and gains that do not change. */
const angles = (all: Record<string, [start: number, trained: number]>) =>
  Object.entries(all).flatMap(([model, [start, trained]]) => {
    const of = (metric: string, value: (k: number) => number) =>
      run(model, 0, { metric, length: 5, every: 333, value });
    return [
      of("angle_start_dt_0.5", (k) => start / 2 ** k),
      of("angle_trained_dt_0.5", (k) => trained / 2 ** k),
      of("gain_trained_dt_0.5", () => 1.25),
    ];
  });

const loops = {
  ...{ "DI": [3, 6], "DI-4": [6, 12], "DI-5": [1.5, 3] },
  "DI-tanh": [20, 40],
} as Record<string, [number, number]>;

Deno.test("the finding on settling counts the steps to one degree, and tells where the loops are then", () => {
  assertEquals(
    tell(settling, angles(loops)),
    "With the published steps of .5, the linear loop of leak .01 (DI) is within one degree of its resting state after 666 steps at the start and 999 after learning; of leak .1 (DI-5) after 333 and 666; without one (DI-4) after 999 and 1,332: the first numbers of steps measured from which on the mean from seed 0 alone is so small. " +
      "After 999 steps, as published, and learning, DI is 0.8° away and DI-4 1.5°. " +
      "The loop through tanh (DI-tanh), which has no slope, ends 2.5° from NDI at 1.25 of its length.",
  );
});

Deno.test("the finding on settling tells of a loop that does not come within one degree, and stay there, that the steps do not suffice", () => {
  const runs = angles({ ...loops, "DI-5": [100, 1.5] });
  const [{ trace: { series } }] = runs.filter(({ model, trace }) =>
    model === "DI-5" && "angle_trained_dt_0.5" in trace.series
  );
  series["angle_trained_dt_0.5"].value.set([1.5, .9, 1.1, .9, .8]);
  assertStringIncludes(
    tell(settling, runs),
    "of leak .1 (DI-5) after more than 1,332 and 999; without",
  );
});

Deno.test("the finding on settling is silent on a loop that was not run", () => {
  const { "DI-tanh": _, ...linear } = loops;
  assertEquals(tell(settling, angles(linear)).includes("tanh"), false);
});
