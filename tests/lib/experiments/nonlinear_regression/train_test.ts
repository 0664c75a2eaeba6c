import {
  assert,
  assertEquals,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import { nonlinearRegressionModels } from "../../../../lib/experiments/nonlinear_regression/models.ts";
import type { NonlinearRegressionSettings } from "../../../../lib/experiments/nonlinear_regression/settings.ts";
import { trainNonlinearRegression } from "../../../../lib/experiments/nonlinear_regression/train.ts";
import type { Trace } from "../../../../lib/io/trace.ts";
import { drawStart, enlarged, modelNamed, settingsWith } from "./starts.ts";

const settings = settingsWith({
  iterations: 95,
  optimisationMaximumSteps: 100,
});
const start = drawStart(4, settings);

function train(
  name: string,
  changed: Partial<NonlinearRegressionSettings> = {},
  from = start,
) {
  return trainNonlinearRegression({
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
  Deno.test(`trainNonlinearRegression() of ${name} lowers the error, and changes nothing it was given`, () => {
    const before = structuredClone(start);
    const { trace } = train(name);
    const { iteration, value } = trace.series.error;
    assertEquals(trace.outcome, { status: "finished" });
    assertEquals(iteration, Float64Array.from({ length: 95 }, (_, i) => i));
    assert(value[94] < value[0]);
    assert(valuesOf(trace).every(Number.isFinite));
    assertEquals(start, before);
  });
}

Deno.test("trainNonlinearRegression() starts all models from equal error", () => {
  const errors = nonlinearRegressionModels.map(({ name }) =>
    train(name, { evaluateEvery: 94 }).trace.series.error.value[0]
  );
  assertEquals(new Set(errors).size, 1);
});

Deno.test("trainNonlinearRegression() measures every k iterations and at the last", () => {
  const each = train("DI"), some = train("DI", { evaluateEvery: 30 });
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

Deno.test("trainNonlinearRegression() keeps SDI's own feedback with its weights", () => {
  assertEquals(Object.keys(train("SDI").weights).sort(), [
    ...["B", "B1", "B2", "W0", "W1", "W2", "b0", "b1", "b2"],
  ]);
  assert(!("B" in train("DI").weights));
});

Deno.test("trainNonlinearRegression() of SDI, jointly, records one abscissa", () => {
  const { series } = train("SDI", { singleLoopStability: "joint" }).trace;
  assertEquals(
    Object.keys(series).filter((name) => name.startsWith("spectral")),
    ["spectral_abscissa_1"],
  );
});

const hard = { teacherScale: 0.5, iterations: 200 };
const hardStart = enlarged(drawStart(1, settingsWith(hard)), 10);

Deno.test("trainNonlinearRegression() repairs feedback 2 by changing it, and learns on", () => {
  const { trace, weights } = train("DI-3", hard, hardStart);
  assertEquals(trace.outcome, { status: "finished" });
  const [{ event, detail }] = trace.events;
  assertEquals(event, "repaired");
  assert(detail.startsWith("feedback of layer 2: "));
  assertNotEquals(weights.B2, hardStart.B2.optimised);
});

Deno.test("trainNonlinearRegression() repairs NDI's feedback only if asked to", () => {
  const [alone, sharing] = [false, true].map((shareRepairs) =>
    train("NDI-3", { ...hard, shareRepairs }, hardStart)
  );
  assertEquals(alone.trace.events, []);
  assertEquals(alone.weights.B2, hardStart.B2.optimised);
  assertEquals(sharing.trace.events.map(({ event }) => event), ["repaired"]);
  assertNotEquals(sharing.weights.B2, hardStart.B2.optimised);
});

const wild = { ...hard, eta: 10, clip: 100 };

Deno.test("trainNonlinearRegression() ends as unstable where a loop cannot be repaired", () => {
  const { trace } = train(
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

Deno.test("trainNonlinearRegression() ends as diverged where a layer's error is not finite", () => {
  const { trace } = train("DI-2", wild, hardStart);
  const { status, iteration, reason } = earlyEnd(trace);
  assertEquals(status, "diverged");
  assertEquals(reason, "the error of a layer is not finite");
  assertEquals(trace.series.error.iteration.at(-1), iteration - 1);
  assert(valuesOf(trace).every(Number.isFinite));
});

Deno.test("trainNonlinearRegression() ends as diverged where the whole set's error is not finite", () => {
  const { trace } = train("BP", wild, hardStart);
  const { status, iteration, reason } = earlyEnd(trace);
  assertEquals(status, "diverged");
  assertEquals(reason, "the error over the whole set is not finite");
  assertEquals(trace.series.error.iteration.at(-1), iteration - 1);
  assert(valuesOf(trace).every(Number.isFinite));
});

Deno.test("trainNonlinearRegression() tells how far it is", () => {
  const told: number[][] = [];
  trainNonlinearRegression({
    start,
    model: modelNamed("BP"),
    settings,
    progress: (done, total) => told.push([done, total]),
  });
  assertEquals(told.length, 95);
  assertEquals(told[94], [95, 95]);
});

Deno.test("trainNonlinearRegression() refuses a start with another number of examples", () => {
  assertThrows(
    () => train("BP", { iterations: 94 }),
    RangeError,
    "Cannot train for 94 iterations: the start has 95 examples",
  );
});
