import { assert, assertEquals } from "@std/assert";
import * as v from "valibot";
import {
  initialiseSettings,
  nonlinearRegressionSettings,
} from "../../../../lib/experiments/nonlinear_regression/settings.ts";
import { goldenRuns } from "./golden.ts";

const published = v.parse(nonlinearRegressionSettings, {});

Deno.test("nonlinearRegressionSettings default to Figure 3", () => {
  const { eta } = goldenRuns["1000 examples, seed 0"].parameters;
  assertEquals([published.eta, published.iterations], [eta, 20000]);
  assertEquals(
    [
      published.slopes,
      published.shareRepairs,
      published.singleLoopSign,
      published.singleLoopTransfer,
      published.singleLoopStability,
      published.optimisationSmoothing,
    ],
    ["twice", false, -1, "tanh", "separate", 0],
  );
});

Deno.test("every setting has a description", () => {
  for (
    const [key, { wrapped }] of Object.entries(
      nonlinearRegressionSettings.entries,
    )
  ) {
    assert(v.getDescription(wrapped), key);
  }
});

Deno.test("nonlinearRegressionSettings refuse what makes no sense", () => {
  for (
    const settings of [
      { iterations: 0 },
      { teacherScale: 0 },
      { slopes: "thrice" },
      { singleLoopSign: 0 },
      { singleLoopSign: "-1" },
      { singleLoopTransfer: "relu" },
      { singleLoopStability: true },
      { shareRepairs: 1 },
      { optimisationSmoothing: -0.1 },
      { unheardOf: 1 },
    ]
  ) {
    const { success } = v.safeParse(nonlinearRegressionSettings, settings);
    assertEquals(success, false, JSON.stringify(settings));
  }
});

Deno.test("initialiseSettings are settings, and learning is none of theirs", () => {
  for (const key of initialiseSettings) assert(key in published);
  const learning = ["eta", "clip", "evaluateEvery", "slopes", "repairAttempts"];
  assertEquals(initialiseSettings.filter((key) => learning.includes(key)), []);
});
