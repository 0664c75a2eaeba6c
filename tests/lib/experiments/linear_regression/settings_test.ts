import { assert, assertEquals } from "@std/assert";
import * as v from "valibot";
import {
  initialiseSettings,
  linearRegressionSettings,
  normalisedLinearRegressionSettings,
} from "../../../../lib/experiments/linear_regression/settings.ts";
import { goldenRuns } from "./golden.ts";

const published = v.parse(linearRegressionSettings, {});
const normalised = v.parse(normalisedLinearRegressionSettings, {});

Deno.test("linearRegressionSettings default to the published values", () => {
  const { eta, num_iters } = goldenRuns["linear-regression, seed 0"].parameters;
  assertEquals(published.eta, eta);
  assertEquals(published.iterations, num_iters);
  assertEquals(published.normaliseUpdates, false);
});

Deno.test("normalisedLinearRegressionSettings differ in what Figure 3b needs", () => {
  const { num_iters } =
    goldenRuns["linear-regression-normalised, seed 0"].parameters;
  assertEquals(normalised, {
    ...published,
    iterations: num_iters,
    normaliseUpdates: true,
  });
});

Deno.test("every setting has a description", () => {
  for (
    const [key, { wrapped }] of Object.entries(linearRegressionSettings.entries)
  ) {
    assert(v.getDescription(wrapped), key);
  }
});

Deno.test("linearRegressionSettings refuse what makes no sense", () => {
  for (
    const settings of [
      { iterations: 0 },
      { iterations: 1.5 },
      { eta: -1 },
      { eta: "0.01" },
      { optimisationTarget: 0.1 },
      { unheardOf: 1 },
    ]
  ) {
    const { success } = v.safeParse(linearRegressionSettings, settings);
    assertEquals(success, false, JSON.stringify(settings));
  }
});

Deno.test("initialiseSettings are settings, and learning is none of theirs", () => {
  for (const key of initialiseSettings) assert(key in published);
  const learning = ["eta", "clip", "evaluateEvery", "normaliseUpdates"];
  assertEquals(initialiseSettings.filter((key) => learning.includes(key)), []);
});
