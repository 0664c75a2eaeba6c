import { assertEquals } from "@std/assert";
import { decodeCurves } from "../../../lib/statistics/curves.ts";
import type { Summary } from "../../../lib/statistics/summary.ts";
import type { Sweep } from "../../../lib/statistics/sweep.ts";
import {
  aggregateSweep,
  type AggregateSweepSettings,
} from "../../../pipeline/nodes/aggregate_sweep.ts";
import { memoryNode } from "../engine/sandbox/memory_node.ts";
import { traceInputs } from "./traces.ts";

const diverged = {
  outcome: { status: "diverged", iteration: 2, reason: "test" },
} as const;

const { node, outputs } = memoryNode<AggregateSweepSettings>({
  ...{ name: "sweep-x", experiment: "x", label: "test profile", settings: {} },
  ...{ measure: "error_left" as const, seeds: [0, 1] },
  axes: [
    { key: "eta", values: [.1, .2], scale: "linear" as const },
    { key: "leak", values: [0], scale: "linear" as const },
  ],
  models: [
    {
      ...{ name: "BP", usual: { eta: .1 } },
      points: [
        { place: "BP", values: { eta: .1 } },
        { place: "BP/eta=0.2", values: { eta: .2 } },
      ],
    },
    {
      ...{ name: "DI", usual: { eta: .1, leak: 0 } },
      points: [
        { place: "DI", values: { eta: .1, leak: 0 } },
        { place: "DI/eta=0.2", values: { eta: .2, leak: 0 } },
      ],
    },
    { name: "PBP", usual: {}, points: [{ place: "PBP", values: {} }] },
  ],
}, {
  ...traceInputs("BP", 0, { metrics: { error: [4, 2] } }),
  ...traceInputs("BP", 1, { metrics: { error: [4, 2] } }),
  ...traceInputs("BP/eta=0.2", 0, { metrics: { error: [4, 1] } }),
  ...traceInputs("BP/eta=0.2", 1, { metrics: { error: [4, 1] } }),
  ...traceInputs("DI", 0, { metrics: { error: [4, 8] }, ...diverged }),
  ...traceInputs("DI", 1, { metrics: {}, ...diverged }),
  ...traceInputs("DI/eta=0.2", 0, { metrics: { error: [4, 3] } }),
  // and seed 1 could not be had
  ...traceInputs("PBP", 0, { metrics: { error: [4, 1] } }),
  ...traceInputs("PBP", 1, { metrics: { error: [4, 1] } }),
});
aggregateSweep(node);

const text = (name: string) => new TextDecoder().decode(outputs[name]);

Deno.test("aggregateSweep() has every point and seed in its table, what is missing too", () => {
  const rows = text("table.csv").trim().split("\n");
  assertEquals(
    rows[0],
    "experiment,model,eta,leak,seed,status,iteration,metric,value",
  );
  assertEquals(rows.filter((row) => /,error_left,/.test(row)), [
    "x,BP,0.1,,0,finished,1,error_left,0.5",
    "x,BP,0.1,,1,finished,1,error_left,0.5",
    "x,BP,0.2,,0,finished,1,error_left,0.25",
    "x,BP,0.2,,1,finished,1,error_left,0.25",
    "x,DI,0.1,0,0,diverged,1,error_left,2",
    "x,DI,0.1,0,1,diverged,2,error_left,",
    "x,DI,0.2,0,0,finished,1,error_left,0.75",
    "x,DI,0.2,0,1,missing,,error_left,",
    "x,PBP,,,0,finished,1,error_left,0.25",
    "x,PBP,,,1,finished,1,error_left,0.25",
  ]);
});

Deno.test("aggregateSweep() finds the best point, none where not every seed finished", () => {
  const { models }: Sweep = JSON.parse(text("sweep.json"));
  assertEquals(models.map(({ best }) => best), [1, null, 0]);
});

Deno.test("aggregateSweep() has the curves of the best points, else of where most seeds finished", () => {
  const { experiment, models, notes }: Summary = JSON.parse(
    text("summary.json"),
  );
  assertEquals(experiment, "sweep-x");
  assertEquals(notes, [
    "BP at eta 0.2",
    "DI at eta 0.2, leak 0, where not every seed finished",
    "PBP as it is",
  ]);
  assertEquals(models.map(({ outcomes }) => outcomes.length), [2, 1, 2]);
  const curves = decodeCurves(outputs["curves.npz"]);
  assertEquals([...curves.BP.error_left.mean], [1, .25]);
  assertEquals([...curves.DI.error_left.mean], [1, .75]);
});
