import { assertEquals } from "@std/assert";
import type { CorrectionEffects } from "../../../lib/statistics/effect.ts";
import { decodeTable } from "../../support/decode_table.ts";
import {
  aggregateCorrections,
} from "../../../pipeline/nodes/aggregate_corrections.ts";
import { memoryNode } from "../engine/sandbox/memory_node.ts";
import { traceInputs } from "./traces.ts";

const settings = {
  corrections: [
    {
      experiment: "linear-regression",
      correction: "this",
      models: ["DI", "NDI"],
      seeds: [0],
      measures: ["error" as const],
    },
    {
      experiment: "linear-regression",
      correction: "that",
      models: ["DI"],
      seeds: [0],
      measures: ["error" as const],
    },
  ],
};

function below(folder: string, inputs: Record<string, Uint8Array | string>) {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, bytes]) => [`${folder}/${name}`, bytes]),
  );
}

const run = (model: string, error: number[]) =>
  traceInputs(model, 0, { metrics: { error } });

const inputs = {
  ...below("published/linear-regression", {
    ...run("DI", [8, 6, 4]),
    ...run("NDI", [8, 6, 5]),
  }),
  ...below("linear-regression/this", run("DI", [8, 2])),
  ...below("linear-regression/that", run("DI", [8, 12])),
};

function made() {
  const { node, outputs } = memoryNode(settings, inputs);
  aggregateCorrections(node);
  const effects: CorrectionEffects[] = JSON.parse(
    new TextDecoder().decode(outputs["effects.json"]),
  );
  return { effects, rows: decodeTable(outputs["table.csv"]) };
}

Deno.test("aggregateCorrections() compares each correction with the same published runs", () => {
  const changes = made().effects.map(({ correction, models: [DI] }) => [
    correction,
    DI.measures[0].before.mean,
    DI.measures[0].change.mean,
  ]);
  assertEquals(changes, [["this", 4, .5], ["that", 4, 3]]);
});

Deno.test("aggregateCorrections() leaves a run that could not be had without a value", () => {
  const [, NDI] = made().effects[0].models;
  assertEquals(NDI.after, { statuses: [], repairs: 0 });
  assertEquals(NDI.measures[0].before.mean, 5);
  assertEquals(NDI.measures[0].change.mean, null);
});

Deno.test("aggregateCorrections() writes every measurement of the corrected runs", () => {
  assertEquals(
    made().rows.map(({ experiment, variant, iteration, value }) => [
      experiment,
      variant,
      iteration,
      value,
    ]),
    [
      ["linear-regression/this", "DI", 0, 8],
      ["linear-regression/this", "DI", 1, 2],
      ["linear-regression/that", "DI", 0, 8],
      ["linear-regression/that", "DI", 1, 12],
    ],
  );
});

Deno.test("aggregateCorrections() has a column for each setting that differs in any experiment", () => {
  const [first, second] = settings.corrections;
  const corrections = [first, { ...second, differing: { DI: { eta: .02 } } }];
  const { node, outputs } = memoryNode({ corrections }, inputs);
  aggregateCorrections(node);
  const lines = new TextDecoder().decode(outputs["table.csv"]).split("\n");
  assertEquals(lines.slice(0, 4), [
    "experiment,variant,seed,iteration,metric,value,eta",
    "linear-regression/this,DI,0,0,error,8,",
    "linear-regression/this,DI,0,1,error,2,",
    "linear-regression/that,DI,0,0,error,8,0.02",
  ]);
});
