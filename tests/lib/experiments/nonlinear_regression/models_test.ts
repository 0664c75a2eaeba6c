import { assertEquals } from "@std/assert";
import { nonlinearRegressionModels } from "../../../../lib/experiments/nonlinear_regression/models.ts";
import { goldenRuns } from "./golden.ts";

const published = goldenRuns["1000 examples, seed 0"].parameters;

Deno.test("nonlinearRegressionModels have the published names, rules and leaks", () => {
  assertEquals(
    nonlinearRegressionModels.map(({ name }) => name as string),
    published.model_name,
  );
  assertEquals(
    nonlinearRegressionModels.map(({ rule }) => rule as string),
    published.model_type,
  );
  assertEquals(
    nonlinearRegressionModels.map(({ leak }) => leak),
    published.leak_vals,
  );
});

Deno.test("nonlinearRegressionModels have the published feedback", () => {
  const names = {
    "n/a": { kind: "none" },
    "random": { kind: "random" },
    "optim": { kind: "optimised" },
    "neg-transpose": { kind: "transpose", scale: -1 },
  };
  assertEquals<unknown>(
    nonlinearRegressionModels.map(({ feedback }) => feedback),
    published.fback_type.map((name) => names[name as keyof typeof names]),
  );
});
