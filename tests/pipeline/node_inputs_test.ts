import { assertEquals } from "@std/assert";
import { linearRegressionModels } from "../../lib/experiments/linear_regression/models.ts";
import { runsOf } from "../../pipeline/node_inputs.ts";

Deno.test("runsOf() names two outputs of each run, however many seeds there are", () => {
  const study = { name: "x", models: linearRegressionModels.slice(0, 1) };
  const seeds = Array.from({ length: 200_000 }, (_, seed) => seed);
  const inputs = runsOf(study, seeds, "published/");
  assertEquals(Object.keys(inputs).length, 2 * seeds.length);
  assertEquals(inputs["published/BP/seed-7/trace.npz"], {
    node: "train/x/BP/seed-7",
    output: "trace.npz",
  });
});
