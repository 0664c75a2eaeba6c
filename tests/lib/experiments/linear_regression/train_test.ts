import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import { linearRegressionModels } from "../../../../lib/experiments/linear_regression/models.ts";
import { train } from "../../../../lib/experiments/linear_regression/train.ts";
import type { Model } from "../../../../lib/experiments/experiment.ts";
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
  Deno.test(`train() of ${name} lowers the error, and changes nothing it was given`, () => {
    const before = structuredClone(start);
    const { trace } = train({
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

Deno.test("train() starts all models from equal error", () => {
  const settingsOfOne = { ...settings, evaluateEvery: 94 };
  const errors = linearRegressionModels.map((model) =>
    train({ start, model, settings: settingsOfOne })
      .trace.series.error.value[0]
  );
  assertEquals(new Set(errors).size, 1);
});

Deno.test("train() runs the loop of DI with the transfer function of its model", () => {
  const errors = (transfer?: Model["transfer"]) =>
    train({ start, model: { ...model("DI"), transfer }, settings })
      .trace.series.error.value;
  const linear = errors();
  assertEquals(errors("linear"), linear);
  assertNotEquals(errors("tanh"), linear);
  // a linear layer has slope 1
  errors("linearised").forEach((error, k) =>
    assertAlmostEquals(error / linear[k], 1, 1e-9)
  );
});

Deno.test("train() ends as diverged at the first example, with the error of the start", () => {
  const feedback = { kind: "pseudoinverse", scale: -50 } as const;
  const { outcome, series } =
    train({ start, model: { ...model("DI"), feedback }, settings }).trace;
  assertEquals(outcome, {
    status: "diverged",
    iteration: 0,
    reason: "the error of a layer is not finite",
  });
  const [first] = train({ start, model: model("BP"), settings })
    .trace.series.error.value;
  assertEquals(series, {
    error: { iteration: Float64Array.of(0), value: Float64Array.of(first) },
  });
});

Deno.test("train() measures every k iterations and at the last", () => {
  const each = train({ start, model: model("DI"), settings });
  const some = train({
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

Deno.test("train() measures the loop of dynamic inversion only", () => {
  const { trace } = train({
    start,
    model: model("NDI"),
    settings,
  });
  assertEquals(Object.keys(trace.series), ["error"]);
});

Deno.test("train() gives the same digits again", () => {
  const again = () => train({ start, model: model("DI-3"), settings });
  assertEquals(again(), again());
});

Deno.test("train() shortens the hidden error to its clip", () => {
  const W0 = (clip: number) =>
    train({
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
  Deno.test(`train() of ${name} ends as diverged, its trace finite to the end`, () => {
    const { trace } = train({
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

Deno.test("train() of DI ends as unstable where its loop cannot be repaired", () => {
  const golden = goldenRuns["linear-regression, seed 1"];
  const training = {
    start: startOf(golden),
    model: model("DI-2"),
    settings: { ...settingsOf(golden), evaluateEvery: 500 },
  };
  const repaired = train(training).trace;
  assertEquals(repaired.outcome.status, "finished");
  const [event] = repaired.events;
  assertEquals(event.event, "repaired");
  const { trace } = train({
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

Deno.test("train() tells its progress after each iteration", () => {
  const told: [number, number][] = [];
  train({
    start,
    model: model("BP"),
    settings,
    progress: (done, total) => told.push([done, total]),
  });
  assertEquals(told, Array.from({ length: 95 }, (_, i) => [i + 1, 95]));
});

Deno.test("train() returns the feedback it ended with", () => {
  const { weights } = train({
    start,
    model: model("BP"),
    settings,
  });
  assertEquals(weights.B1, matrix(20, 10));
});

Deno.test("train() refuses a start with another number of examples", () => {
  assertThrows(
    () => train({ start, model: model("BP"), settings: published }),
    RangeError,
    "Cannot train for 2000 iterations: the start has 95 examples",
  );
});
