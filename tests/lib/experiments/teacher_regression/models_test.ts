import { assert, assertEquals } from "@std/assert";
import {
  teacherRegressionChoices,
  teacherRegressionModels,
} from "../../../../lib/experiments/teacher_regression/models.ts";
import { nonlinearRegressionModels } from "../../../../lib/experiments/nonlinear_regression/models.ts";

Deno.test("teacherRegressionModels are the published ones whose feedback is not optimised, then Gauss–Newton", () => {
  const published = nonlinearRegressionModels
    .filter(({ feedback }) => feedback.kind !== "optimised");
  const models = teacherRegressionModels.map(({ own: _, ...model }) => model);
  assertEquals<unknown>(models.slice(0, published.length), published);
  assertEquals(
    models.slice(published.length).map(({ name }) => name),
    ["GN", "GN-2"],
  );
});

Deno.test("teacherRegressionChoices has for each rule a model of its name, whose fields a new one takes", () => {
  const names = teacherRegressionModels.map(({ name }) => name);
  for (const rule of teacherRegressionChoices.rules) {
    assert(names.includes(rule));
  }
});

Deno.test("teacherRegressionModels have a learning rate of their own each", () => {
  for (const { name, own } of teacherRegressionModels) {
    assert(typeof own?.eta === "number", name);
  }
});
