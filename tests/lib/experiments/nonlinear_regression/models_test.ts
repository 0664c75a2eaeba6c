import { assertEquals } from "@std/assert";
import { nonlinearRegressionModels } from "../../../../lib/experiments/nonlinear_regression/models.ts";
import { goldenRuns } from "./golden.ts";

const published = goldenRuns["1000 examples, seed 0"].parameters;
/** What comes after them is of this project's own. */
const models = nonlinearRegressionModels.slice(0, published.model_name.length);

Deno.test("nonlinearRegressionModels begin with the published names, rules and leaks", () => {
  assertEquals(
    models.map(({ name }) => name as string),
    published.model_name,
  );
  assertEquals(
    models.map(({ rule }) => rule as string),
    published.model_type,
  );
  assertEquals(
    models.map(({ leak }) => leak),
    published.leak_vals,
  );
});

Deno.test("nonlinearRegressionModels begin with the published feedback", () => {
  const names = {
    "n/a": { kind: "none" },
    "random": { kind: "random" },
    "optim": { kind: "optimised" },
    "neg-transpose": { kind: "transpose", scale: -1 },
  };
  assertEquals<unknown>(
    models.map(({ feedback }) => feedback),
    published.fback_type.map((name) => names[name as keyof typeof names]),
  );
});
