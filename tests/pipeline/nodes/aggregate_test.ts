import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { parquetReadObjects } from "hyparquet";
import { decodeReadings, readingsOf } from "../../../lib/claims/readings.ts";
import { decodeArrays } from "../../../lib/io/arrays.ts";
import { decodeCurves } from "../../../lib/statistics/curves.ts";
import { decodeRuns } from "../../../lib/statistics/run.ts";
import { estimate } from "../../../lib/statistics/estimate.ts";
import type { Summary } from "../../../lib/statistics/summary.ts";
import { decodeTable } from "../../support/decode_table.ts";
import { aggregate } from "../../../pipeline/nodes/aggregate.ts";
import { memoryNode } from "../engine/sandbox/memory_node.ts";
import { runOf } from "../../lib/statistics/runs.ts";
import { traceInputs } from "./traces.ts";

const diverged = {
  status: "diverged",
  iteration: 2,
  reason: "error is not finite",
} as const;
const repaired = { iteration: 1, event: "repair", detail: "abscissa 0.1" };
const settings = {
  experiment: "linear-regression",
  models: ["DI", "BP"],
  seeds: [0, 1],
  label: "test profile",
  settings: { iterations: 3 },
};
const inputs = {
  ...traceInputs("BP", 0, { metrics: { error: [8, 4, 2] } }),
  ...traceInputs("BP", 1, { metrics: { error: [5, 4, 1] } }),
  ...traceInputs("DI", 0, {
    metrics: { error: [8, 2, .5], angle_ndi_1: [10, 20, 30] },
    events: [repaired],
  }),
  ...traceInputs("DI", 1, {
    metrics: { error: [5, 400, Infinity], angle_ndi_1: [30, 50] },
    outcome: diverged,
  }),
};

function run() {
  const { node, outputs } = memoryNode(settings, inputs);
  aggregate(node);
  return {
    outputs,
    table: decodeTable(outputs["table.csv"]),
    curves: decodeCurves(outputs["curves.npz"]),
    summary: JSON.parse(
      new TextDecoder().decode(outputs["summary.json"]),
    ) as Summary,
  };
}

Deno.test("aggregate() writes tables, curves, runs, readings, statistics and a summary, the same every time", () => {
  const { outputs } = run();
  assertEquals(Object.keys(outputs), [
    "table.csv",
    "curves.npz",
    "curves.csv",
    "runs.npz",
    "readings.json",
    "statistics.json",
    "ends.csv",
    "summary.json",
  ]);
  assertEquals(run().outputs, outputs);
});

Deno.test("aggregate() writes the table as Parquet, too, if it is wanted", async () => {
  const { node, outputs } = memoryNode({ ...settings, parquet: true }, inputs);
  aggregate(node);
  const file = new Uint8Array(outputs["table.parquet"]).buffer;
  const rows = await parquetReadObjects({ file });
  assertEquals(rows.length, 17);
  assertEquals(rows[0].variant, "DI");
});

Deno.test("aggregate() writes what every seed ended with, and few points of each curve", () => {
  const { outputs, curves } = run();
  const lines = (name: string) =>
    new TextDecoder().decode(outputs[name]).trim().split("\n");
  assertEquals(lines("ends.csv"), [
    "experiment,model,seed,status,metric,value",
    "linear-regression,DI,0,finished,error,0.5",
    "linear-regression,DI,1,diverged,error,",
    "linear-regression,BP,0,finished,error,2",
    "linear-regression,BP,1,finished,error,1",
  ]);
  const [header, first] = lines("curves.csv");
  assertEquals(
    header,
    "experiment,model,metric,iteration,mean,low,high,count",
  );
  const { mean, low, high } = curves.DI.angle_ndi_1;
  assertEquals(
    first,
    `linear-regression,DI,angle_ndi_1,0,${mean[0]},${low[0]},${high[0]},2`,
  );
});

Deno.test("aggregate() puts every measurement into the table, models in their given order", () => {
  const { table } = run();
  assertEquals(table.length, 17);
  assertEquals(
    [...new Set(table.map(({ variant, seed }) => `${variant} ${seed}`))],
    ["DI 0", "DI 1", "BP 0", "BP 1"],
  );
  assertEquals(
    table.filter(({ variant, seed, metric }) =>
      variant === "DI" && seed === 1 && metric === "error"
    ).map(({ iteration, value }) => [iteration, value]),
    [[0, 5], [1, 400], [2, NaN]],
  );
  assert(table.every(({ experiment }) => experiment === "linear-regression"));
});

Deno.test("aggregate() averages over the seeds that are there", () => {
  const { curves } = run();
  assertEquals([...curves.DI.angle_ndi_1.mean], [20, 35, 30]);
  assertEquals([...curves.DI.angle_ndi_1.count], [2, 2, 1]);
  assertEquals([...curves.DI.error.count], [2, 2, 1]);
  assertEquals(curves.DI.error.mean[2], .5);
  assertEquals(curves.DI.error.low[2], .5);
});

Deno.test("aggregate() normalises errors by the largest of the same seed, a diverged model's left out", () => {
  const { curves } = run();
  assertEquals(
    [...curves.BP.normalised_error.mean],
    [[1, 1], [.5, .8], [.25, .2]].map((pair) =>
      estimate(pair, "geometric").mean
    ),
  );
});

Deno.test("aggregate() names arrays by model, metric and part", () => {
  const { outputs } = run();
  const names = Object.keys(decodeArrays(outputs["curves.npz"]));
  for (const part of ["iteration", "mean", "low", "high", "count"]) {
    assert(names.includes(`BP/normalised_error/${part}`), part);
  }
});

Deno.test("aggregate() sums up how every model ended", () => {
  const { summary } = run();
  const { models, ...rest } = summary;
  assertEquals(rest, {
    experiment: "linear-regression",
    label: "test profile",
    settings: { iterations: 3 },
    seeds: [0, 1],
    table: { rows: 17, every: 1 },
  });
  assertEquals(models.map(({ name }) => name), ["DI", "BP"]);
  assertEquals(models[0].outcomes, [
    { seed: 0, outcome: { status: "finished" }, events: [repaired] },
    { seed: 1, outcome: diverged, events: [] },
  ]);
  assertEquals(models[0].final.angle_ndi_1, {
    mean: 30,
    low: null,
    high: null,
    count: 1,
  });
  assertEquals(models[1].final.error.count, 2);
});

Deno.test("aggregate() keeps what the published models come to beside others, and says which these are", () => {
  const { summary, curves } = run();
  const added = { mine: "DI, leak 7" };
  const mine = [0, 1].map((seed) =>
    traceInputs("mine", seed, { metrics: { error: [80, 90, 100, 200] } })
  );
  const departures = "eta 1 (published 0.01)";
  const { node, outputs } = memoryNode(
    { ...settings, models: ["DI", "BP", "mine"], added, departures },
    Object.assign({ ...inputs }, ...mine),
  );
  aggregate(node);
  const beside: Summary = JSON.parse(
    new TextDecoder().decode(outputs["summary.json"]),
  );
  assertEquals(beside.added, added);
  assertEquals([beside.changed, beside.departures], [undefined, departures]);
  assertEquals(beside.models.slice(0, 2), summary.models);
  const { mine: _, ...published } = decodeCurves(outputs["curves.npz"]);
  assertEquals(published, curves);
});

Deno.test("aggregate() takes a model that diverged before it was measured", () => {
  const { node, outputs } = memoryNode(
    { ...settings, models: ["DI"], seeds: [0] },
    traceInputs("DI", 0, { metrics: {}, outcome: diverged }),
  );
  aggregate(node);
  assertEquals(decodeTable(outputs["table.csv"]), []);
  assertEquals(decodeCurves(outputs["curves.npz"]), {});
});

Deno.test("aggregate() does without runs that could not be had, and names them", () => {
  const { [`DI/seed-1/trace.npz`]: _, ...fewer } = inputs;
  const { node, outputs } = memoryNode(settings, fewer);
  aggregate(node);
  const summary: Summary = JSON.parse(
    new TextDecoder().decode(outputs["summary.json"]),
  );
  assertEquals(summary.missing, [{ model: "DI", seed: 1 }]);
  assertEquals(summary.models.map(({ outcomes }) => outcomes.length), [1, 2]);
  assertEquals(run().summary.missing, undefined);
});

Deno.test("aggregate() keeps of a long experiment what figures draw, and measures claims on all of it", () => {
  const length = 40_000, seeds = Array.from({ length: 13 }, (_, k) => k);
  const value = (k: number) => 1 + (k * 7919 % length) / length;
  const metrics = ["angle_ndi_1", "error"].map((metric) =>
    [metric, Array.from({ length }, (_, k) => value(k))] as const
  );
  const long = seeds.map((seed) =>
    traceInputs("DI", seed, { metrics: Object.fromEntries(metrics) })
  );
  const { node, outputs, notes } = memoryNode(
    {
      ...settings,
      ...{ experiment: "nonlinear-regression", models: ["DI"], seeds },
    },
    Object.assign({}, ...long),
  );
  aggregate(node);
  const summary: Summary = JSON.parse(
    new TextDecoder().decode(outputs["summary.json"]),
  );
  assertEquals(summary.table, { rows: 26 * length, every: 2 });
  assertEquals(notes, [
    "its table has one in 2 measurements of each series",
  ]);
  const rows = decodeTable(outputs["table.csv"]);
  assertEquals(rows.length, 26 * (length / 2 + 1));
  assertEquals(
    [rows[1], rows[length / 2]].map(({ iteration }) => iteration),
    [2, length - 1],
  );

  const { angle_ndi_1 } = decodeCurves(outputs["curves.npz"]).DI;
  assert(angle_ndi_1.mean.length < 6000);
  assertEquals([...angle_ndi_1.iteration.slice(0, 1000)].at(-1), 999);
  const { final } = summary.models[0];
  assertAlmostEquals(final.angle_ndi_1.mean!, value(length - 1), 1e-12);

  const runs = decodeRuns(outputs["runs.npz"], summary);
  const { series } = runs[12].trace;
  assertEquals(Object.keys(series), [
    "angle_ndi_1",
    "error",
    "normalised_error",
  ]);
  assert(series.error.value.length < 1600);
  const extremes = [Math.min, Math.max].map((of) => of(...series.error.value));
  assertEquals(extremes, [1, 2 - 1 / length]);

  const readings = decodeReadings(
    new TextDecoder().decode(outputs["readings.json"]),
  );
  assertEquals(
    readings,
    readingsOf(
      seeds.map((seed) => runOf("DI", seed, Object.fromEntries(metrics))),
      "nonlinear-regression",
    ),
  );
});

Deno.test("aggregate() has a column of the table for each setting that differs", () => {
  const differing = {
    DI: { leak: .01, transfer: "tanh" },
    BP: { leak: null, transfer: null },
  };
  const { node, outputs } = memoryNode({ ...settings, differing }, inputs);
  aggregate(node);
  const lines = new TextDecoder().decode(outputs["table.csv"]).split("\n");
  assertEquals(
    lines[0],
    "experiment,variant,seed,iteration,metric,value,leak,transfer",
  );
  assertEquals(lines[1], "linear-regression,DI,0,0,angle_ndi_1,10,0.01,tanh");
  assertEquals(lines.at(-2), "linear-regression,BP,1,2,error,1,,");
  const { "table.csv": _, ...others } = outputs;
  const { "table.csv": __, ...usual } = run().outputs;
  assertEquals(others, usual);
});
