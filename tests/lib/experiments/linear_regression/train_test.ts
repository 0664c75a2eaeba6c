import { assert, assertEquals, assertThrows } from "@std/assert";
import { linearRegressionModels } from "../../../../lib/experiments/linear_regression/models.ts";
import { trainLinearRegression } from "../../../../lib/experiments/linear_regression/train.ts";
import type { Model } from "../../../../lib/experiments/model.ts";
import { matrix } from "../../../../lib/linalg/matrix.ts";
import type { Trace } from "../../../../lib/io/trace.ts";
import { goldenRuns } from "./golden.ts";
import { drawStart, settingsOf, startOf } from "./starts.ts";

const published = settingsOf(goldenRuns["linear-regression, seed 0"]);
const settings = { ...published, iterations: 95 };
const start = drawStart(4, settings);

function model(name: string): Model {
  return linearRegressionModels.find((model) => model.name === name)!;
}

function valuesOf({ series }: Trace): number[] {
  return Object.values(series).flatMap(({ value }) => [...value]);
}

for (const { name } of linearRegressionModels) {
  Deno.test(`trainLinearRegression() of ${name} lowers the error, and changes nothing it was given`, () => {
    const before = structuredClone(start);
    const { trace } = trainLinearRegression({
      start,
      model: model(name),
      settings,
    });
    const { iteration, value } = trace.series.error;
    assertEquals(trace.outcome, { status: "finished" });
    assertEquals(iteration, Float64Array.from({ length: 95 }, (_, i) => i));
    assert(value[94] < value[0]);
    assert(valuesOf(trace).every(Number.isFinite));
    assertEquals(start, before);
  });
}

Deno.test("trainLinearRegression() starts all models from equal error", () => {
  const settingsOfOne = { ...settings, evaluateEvery: 94 };
  const errors = linearRegressionModels.map((model) =>
    trainLinearRegression({ start, model, settings: settingsOfOne })
      .trace.series.error.value[0]
  );
  assertEquals(new Set(errors).size, 1);
});

Deno.test("trainLinearRegression() measures every k iterations and at the last", () => {
  const each = trainLinearRegression({ start, model: model("DI"), settings });
  const some = trainLinearRegression({
    start,
    model: model("DI"),
    settings: { ...settings, evaluateEvery: 30 },
  });
  assertEquals(some.weights, each.weights);
  assertEquals(Object.keys(some.trace.series).sort(), [
    "angle_feedback_1",
    "angle_ndi_1",
    "angle_pbp_1",
    "error",
    "spectral_abscissa_1",
  ]);
  for (
    const [metric, { iteration, value }] of Object.entries(some.trace.series)
  ) {
    assertEquals(iteration, Float64Array.of(0, 30, 60, 90, 94));
    const all = each.trace.series[metric].value;
    assertEquals([...value], [...iteration].map((i) => all[i]));
  }
});

Deno.test("trainLinearRegression() measures the loop of dynamic inversion only", () => {
  const { trace } = trainLinearRegression({
    start,
    model: model("NDI"),
    settings,
  });
  assertEquals(Object.keys(trace.series), ["error"]);
});

Deno.test("trainLinearRegression() gives the same digits again", () => {
  const train = () =>
    trainLinearRegression({ start, model: model("DI-3"), settings });
  assertEquals(train(), train());
});

Deno.test("trainLinearRegression() shortens the hidden error to its clip", () => {
  const W0 = (clip: number) =>
    trainLinearRegression({
      start,
      model: model("FA"),
      settings: { ...settings, clip },
    }).weights.W0;
  // this far below the errors met, every one is clipped to a tenth of another
  const moved = (clip: number) =>
    Math.hypot(...W0(clip).data.map((w, k) => w - start.W0.data[k]));
  assert(moved(1e-3) > 9 * moved(1e-4));
  assert(moved(1e-3) < 11 * moved(1e-4));
});

for (
  const [name, eta] of [
    ["BP", 1e30],
    ["PBP", 1e30],
    ["NDI", 1e30],
    ["DI", 1e250], // any less, and its loop is unstable first
  ] as const
) {
  Deno.test(`trainLinearRegression() of ${name} ends as diverged, its trace finite to the end`, () => {
    const { trace } = trainLinearRegression({
      start,
      model: model(name),
      settings: { ...settings, eta, clip: 1e300 },
    });
    const { outcome, series: { error } } = trace;
    if (outcome.status !== "diverged") throw new Error(outcome.status);
    assert(outcome.iteration > 0 && outcome.iteration < 94);
    assertEquals(error.iteration.length, outcome.iteration);
    assert(valuesOf(trace).every(Number.isFinite));
  });
}

Deno.test("trainLinearRegression() of DI ends as unstable where its loop cannot be repaired", () => {
  const golden = goldenRuns["linear-regression, seed 1"];
  const training = {
    start: startOf(golden),
    model: model("DI-2"),
    settings: { ...settingsOf(golden), evaluateEvery: 500 },
  };
  const repaired = trainLinearRegression(training).trace;
  assertEquals(repaired.outcome.status, "finished");
  const [event] = repaired.events;
  assertEquals(event.event, "repaired");
  const { trace } = trainLinearRegression({
    ...training,
    settings: {
      ...training.settings,
      optimisationMinimumSteps: 1,
      optimisationMaximumSteps: 1,
      optimisationRate: 1e-9,
      repairAttempts: 2,
    },
  });
  assertEquals(trace.outcome, {
    status: "unstable",
    iteration: event.iteration,
    reason: "the loop of layer 1 could not be made stable",
  });
  assertEquals(trace.events.map(({ event }) => event), ["not repaired"]);
});

Deno.test("trainLinearRegression() tells its progress after each iteration", () => {
  const told: [number, number][] = [];
  trainLinearRegression({
    start,
    model: model("BP"),
    settings,
    progress: (done, total) => told.push([done, total]),
  });
  assertEquals(told, Array.from({ length: 95 }, (_, i) => [i + 1, 95]));
});

Deno.test("trainLinearRegression() returns the feedback it ended with", () => {
  const { weights } = trainLinearRegression({
    start,
    model: model("BP"),
    settings,
  });
  assertEquals(weights.B1, matrix(20, 10));
});

Deno.test("trainLinearRegression() refuses a start with another number of examples", () => {
  assertThrows(
    () =>
      trainLinearRegression({ start, model: model("BP"), settings: published }),
    RangeError,
    "Cannot train for 2000 iterations: the start has 95 examples",
  );
});
