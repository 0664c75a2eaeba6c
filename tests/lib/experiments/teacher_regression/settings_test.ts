import { assertEquals } from "@std/assert";
import * as v from "valibot";
import { nonlinearRegressionSettings } from "../../../../lib/experiments/nonlinear_regression/settings.ts";
import { teacherRegressionSettings } from "../../../../lib/experiments/teacher_regression/settings.ts";

Deno.test("teacherRegressionSettings are those of the nonlinear regression, but for some defaults", () => {
  const published = v.parse(nonlinearRegressionSettings, {});
  const settings = v.parse(teacherRegressionSettings, {});
  assertEquals(settings, {
    ...published,
    iterations: 10000,
    evaluateEvery: 100,
    eta: 0.02,
    teacherScale: 0.5,
    optimisationMinimumSteps: 10,
    optimisationMaximumSteps: 100,
    slopes: "once",
    singleLoopStability: "joint",
  });
});
