import {
  assert,
  assertEquals,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import { nonlinearRegressionModels } from "../../../../lib/experiments/nonlinear_regression/models.ts";
import type { NonlinearRegressionSettings } from "../../../../lib/experiments/nonlinear_regression/settings.ts";
import { train } from "../../../../lib/experiments/nonlinear_regression/train.ts";
import type { Trace } from "../../../../lib/io/trace.ts";
import { drawStart, enlarged, modelNamed, settingsWith } from "./starts.ts";

const settings = settingsWith({
  iterations: 95,
  optimisationMaximumSteps: 100,
});
const start = drawStart(4, settings);

function trainModel(
  name: string,
  changed: Partial<NonlinearRegressionSettings> = {},
  from = start,
) {
  return train({
    start: from,
    model: modelNamed(name),
    settings: { ...settings, ...changed },
  });
}

/** How a model ended that did not finish. */
function earlyEnd({ outcome }: Trace) {
  if (outcome.status === "finished") throw new Error("the model finished");
  return outcome;
}

function valuesOf({ series }: Trace): number[] {
  return Object.values(series).flatMap(({ value }) => [...value]);
}

for (const { name } of nonlinearRegressionModels) {
  Deno.test(`train() of ${name} lowers the error, and changes nothing it was given`, () => {
    const before = structuredClone(start);
    const { trace } = trainModel(name);
    const { iteration, value } = trace.series.error;
    assertEquals(trace.outcome, { status: "finished" });
    assertEquals(iteration, Float64Array.from({ length: 95 }, (_, i) => i));
    assert(value[94] < value[0]);
    assert(valuesOf(trace).every(Number.isFinite));
    assertEquals(start, before);
  });
}

Deno.test("train() gives the digits of DI to any model of its rule, feedback and leak", () => {
  const feedback = { kind: "transpose", scale: -1 } as const;
  const model = { name: "DI-9", rule: "DI", feedback, leak: 0.01 } as const;
  const again = train({ start, model, settings });
  assertEquals(again, trainModel("DI"));
});

Deno.test("train() starts all models from equal error", () => {
  const errors = nonlinearRegressionModels.map(({ name }) =>
    trainModel(name, { evaluateEvery: 94 }).trace.series.error.value[0]
  );
  assertEquals(new Set(errors).size, 1);
});

Deno.test("train() measures every k iterations and at the last", () => {
  const each = trainModel("DI"), some = trainModel("DI", { evaluateEvery: 30 });
  assertEquals(some.weights, each.weights);
  assertEquals(Object.keys(some.trace.series).sort(), [
    "angle_feedback_1",
    "angle_feedback_2",
    "angle_ndi_1",
    "angle_ndi_2",
    "error",
    "spectral_abscissa_1",
    "spectral_abscissa_2",
  ]);
  for (
    const [metric, { iteration, value }] of Object.entries(some.trace.series)
  ) {
    assertEquals(iteration, Float64Array.of(0, 30, 60, 90, 94));
    const all = each.trace.series[metric].value;
    for (const [k, i] of iteration.entries()) {
      assert(Math.abs(value[k] / all[i] - 1) < 1e-12 || value[k] === all[i]);
    }
  }
});

Deno.test("train() keeps SDI's own feedback with its weights", () => {
  assertEquals(Object.keys(trainModel("SDI").weights).sort(), [
    ...["B", "B1", "B2", "W0", "W1", "W2", "b0", "b1", "b2"],
  ]);
  assert(!("B" in trainModel("DI").weights));
});

Deno.test("train() of SDI, jointly, records one abscissa", () => {
  const { series } = trainModel("SDI", { singleLoopStability: "joint" }).trace;
  assertEquals(
    Object.keys(series).filter((name) => name.startsWith("spectral")),
    ["spectral_abscissa_1"],
  );
});

const hard = { teacherScale: 0.5, iterations: 200 };
const hardStart = enlarged(drawStart(1, settingsWith(hard)), 10);

Deno.test("train() repairs feedback 2 by changing it, and learns on", () => {
  const { trace, weights } = trainModel("DI-3", hard, hardStart);
  assertEquals(trace.outcome, { status: "finished" });
  const [{ event, detail }] = trace.events;
  assertEquals(event, "repaired");
  assert(detail.startsWith("feedback of layer 2: "));
  assertNotEquals(weights.B2, hardStart.B2);
});

Deno.test("train() repairs NDI's feedback only if asked to", () => {
  const [alone, sharing] = [false, true].map((shareRepairs) =>
    trainModel("NDI-3", { ...hard, shareRepairs }, hardStart)
  );
  assertEquals(alone.trace.events, []);
  assertEquals(alone.weights.B2, hardStart.B2);
  assertEquals(sharing.trace.events.map(({ event }) => event), ["repaired"]);
  assertNotEquals(sharing.weights.B2, hardStart.B2);
});

const wild = { ...hard, eta: 10, clip: 100 };

Deno.test("train() ends as unstable where a loop cannot be repaired", () => {
  const { trace } = trainModel(
    "SDI",
    { ...wild, repairAttempts: 1, optimisationMaximumSteps: 100 },
    hardStart,
  );
  const { events, series } = trace;
  const outcome = earlyEnd(trace);
  assertEquals(outcome.status, "unstable");
  assertEquals(events.at(-1)!.event, "not repaired");
  assertEquals(events.at(-1)!.iteration, outcome.iteration);
  assertEquals(series.error.iteration.at(-1), outcome.iteration);
  assert(valuesOf(trace).every(Number.isFinite));
});

Deno.test("train() ends as diverged where a layer's error is not finite", () => {
  const { trace } = trainModel("DI-2", wild, hardStart);
  const { status, iteration, reason } = earlyEnd(trace);
  assertEquals(status, "diverged");
  assertEquals(reason, "the error of a layer is not finite");
  assertEquals(trace.series.error.iteration.at(-1), iteration - 1);
  assert(valuesOf(trace).every(Number.isFinite));
});

Deno.test("train() ends as diverged where the whole set's error is not finite", () => {
  const { trace } = trainModel("BP", wild, hardStart);
  const { status, iteration, reason } = earlyEnd(trace);
  assertEquals(status, "diverged");
  assertEquals(reason, "the error over the whole set is not finite");
  assertEquals(trace.series.error.iteration.at(-1), iteration - 1);
  assert(valuesOf(trace).every(Number.isFinite));
});

Deno.test("train() tells how far it is", () => {
  const told: number[][] = [];
  train({
    start,
    model: modelNamed("BP"),
    settings,
    progress: (done, total) => told.push([done, total]),
  });
  assertEquals(told.length, 95);
  assertEquals(told[94], [95, 95]);
});

Deno.test("train() refuses a start with another number of examples", () => {
  assertThrows(
    () => trainModel("BP", { iterations: 94 }),
    RangeError,
    "Cannot train for 94 iterations: the start has 95 examples",
  );
});
