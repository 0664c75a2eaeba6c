import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import * as v from "valibot";
import { train as trainNonlinear } from "../../../../lib/experiments/nonlinear_regression/train.ts";
import type { FurtherModel } from "../../../../lib/experiments/further_model.ts";
import { teacherRegressionModels } from "../../../../lib/experiments/teacher_regression/models.ts";
import { centredError } from "../../../../lib/experiments/teacher_regression/centred_error.ts";
import {
  type TeacherRegressionSettings,
  teacherRegressionSettings,
} from "../../../../lib/experiments/teacher_regression/settings.ts";
import { train } from "../../../../lib/experiments/teacher_regression/train.ts";
import type { Matrix } from "../../../../lib/linalg/matrix.ts";
import { linear, tanh } from "../../../../lib/network/transfer.ts";
import {
  drawStart,
  enlarged,
  modelNamed,
} from "../nonlinear_regression/starts.ts";

const settings = v.parse(teacherRegressionSettings, {
  iterations: 95,
  evaluateEvery: 30,
});
const start = drawStart(1000, settings);

const trainModel = (
  model: FurtherModel,
  changed: Partial<TeacherRegressionSettings> = {},
  from = start,
) => train({ start: from, model, settings: { ...settings, ...changed } });

Deno.test("train() learns as the nonlinear regression does, with one metric more", () => {
  const model = modelNamed("DI");
  const { trace, weights } = trainModel(model);
  const { centred_error, ...series } = trace.series;
  const plain = trainNonlinear({ start, model, settings });
  assertEquals({ ...trace, series }, plain.trace);
  assertEquals(weights, plain.weights);
  assertEquals(centred_error.iteration, series.error.iteration);
});

Deno.test("train() measures the centred error of the student as it is then", () => {
  const { trace, weights } = trainModel(modelNamed("BP"));
  const { W0, W1, W2 } = weights as Record<string, Matrix>;
  const { b0, b1, b2 } = weights as Record<string, Float64Array>;
  const layers = [
    { W: W0, b: b0, φ: tanh },
    { W: W1, b: b1, φ: tanh },
    { W: W2, b: b2, φ: linear },
  ];
  const { error, centred_error } = trace.series;
  assertEquals(centred_error.value.at(-1), centredError(layers, start));
  centred_error.value.forEach((value, k) => assert(value < error.value[k]));
});

Deno.test("train() lowers the error, but hardly the centred one, where biases alone have learned", () => {
  const { error, centred_error } = trainModel(modelNamed("BP")).trace.series;
  const [before, after] = [0, -1].map((k) =>
    [error, centred_error].map(({ value }) => value.at(k)!)
  );
  assert(after[0] < .9 * before[0]);
  assertAlmostEquals(after[1], before[1], 1e-3 * before[1]);
});

Deno.test("train() measures neither error where it is no longer finite", () => {
  const { trace } = trainModel(
    modelNamed("BP"),
    { eta: 10, clip: 100, evaluateEvery: 1 },
    enlarged(start, 10),
  );
  assertEquals(trace.outcome.status, "diverged");
  const { error, centred_error } = trace.series;
  assertEquals(centred_error.iteration, error.iteration);
  assertEquals(centred_error.value.length, error.value.length);
  assert(centred_error.value.every(Number.isFinite));
});

for (const model of teacherRegressionModels) {
  Deno.test(`train() of ${model.name} lowers the error, and changes nothing it was given`, () => {
    const before = structuredClone(start);
    const { trace } = trainModel(model, { eta: 0.01 });
    const { value } = trace.series.error;
    assertEquals(trace.outcome, { status: "finished" });
    assert(value.at(-1)! < value[0]);
    assertEquals(start, before);
  });
}

Deno.test("train() gives every model the rule and the leak that it names", () => {
  const ends = teacherRegressionModels.map((model) => {
    const { W0 } = trainModel(model, { eta: 0.01 }).weights;
    return (W0 as Matrix).data[0];
  });
  assertEquals(new Set(ends).size, teacherRegressionModels.length);
});
