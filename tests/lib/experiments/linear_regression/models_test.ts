import { assertEquals } from "@std/assert";
import type { FeedbackSpec } from "../../../../lib/feedback/initial.ts";
import { linearRegressionModels } from "../../../../lib/experiments/linear_regression/models.ts";
import { goldenRuns } from "./golden.ts";

/** The published names of kinds of feedback. */
function publishedName(feedback: FeedbackSpec): string {
  if (feedback.kind === "none") return "n/a";
  if (feedback.kind === "random") return "random";
  if (feedback.kind === "optimised") return "optim";
  return feedback.scale === -50 ? "neg-transpose-fa" : "neg-transpose";
}

Deno.test("linearRegressionModels begin with the published ones, in their order", () => {
  const { model_name, model_type, fback_type, leak_vals } =
    goldenRuns["linear-regression, seed 0"].parameters;
  const models = linearRegressionModels.slice(0, model_name.length);
  assertEquals(models.map(({ name }) => name as string), model_name);
  assertEquals(models.map(({ rule }) => rule as string), model_type);
  assertEquals(
    models.map(({ feedback }) => publishedName(feedback)),
    fback_type,
  );
  assertEquals(models.map(({ leak }) => leak), leak_vals);
});

Deno.test("linearRegressionModels are plain data", () => {
  assertEquals(
    JSON.parse(JSON.stringify(linearRegressionModels)),
    linearRegressionModels,
  );
});
