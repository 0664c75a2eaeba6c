import { assertEquals } from "@std/assert";
import { parquetReadObjects } from "hyparquet";
import { encodeArrays } from "../../../lib/io/arrays.ts";
import { seriesArrays } from "../../../lib/io/trace.ts";
import { exportFormats } from "../../../pipeline/formats/export.ts";
import { nodeOf } from "../engine/node_of.ts";

const W0 = {
  shape: [2, 3],
  data: Float64Array.of(1, 2, 3, 0.1, NaN, -Infinity),
};
const order = { shape: [2], data: Int32Array.of(7, 5) };
const archives: Record<string, Uint8Array> = {
  "initial.npz": encodeArrays({ W0, order }),
  "weights.npz": encodeArrays({ W0 }),
  "trace.npz": encodeArrays(seriesArrays({
    error: { iteration: Float64Array.of(0, 5), value: Float64Array.of(1, NaN) },
  })),
  "outcome.json": new TextEncoder().encode(
    '{ "model": "DI", "outcome": { "status": "finished" }, "events": [] }',
  ),
};
const feedback = { kind: "transpose", scale: -1 };
const settings = {
  model: { name: "DI", rule: "DI", feedback, leak: 0.1 },
  eta: 0.01,
};
const nodes = [
  nodeOf("initialise/sea/seed-3", { seed: 3 }),
  nodeOf("train/sea/DI/seed-3", { seed: 3, settings }),
];

/** The files of both nodes. */
const filesIn = (format: string) =>
  new Map(
    nodes.flatMap((node) =>
      exportFormats[format](node, (output) => archives[output])
    ).map(({ place, content }) => [place, content()]),
  );
const textIn = (files: Map<string, Uint8Array>, place: string) =>
  new TextDecoder().decode(files.get(place));
const rowsIn = (files: Map<string, Uint8Array>, place: string) =>
  parquetReadObjects({ file: files.get(place)!.buffer as ArrayBuffer });

Deno.test("an export to npz has the archives as they are, and how the run was made and ended", () => {
  const files = filesIn("npz");
  assertEquals([...files.keys()], [
    "sea/start/seed-3.npz",
    "sea/DI/seed-3/weights.npz",
    "sea/DI/seed-3/trace.npz",
    "sea/DI/seed-3/run.json",
  ]);
  assertEquals(files.get("sea/start/seed-3.npz"), archives["initial.npz"]);
  assertEquals(files.get("sea/DI/seed-3/trace.npz"), archives["trace.npz"]);
  assertEquals(JSON.parse(textIn(files, "sea/DI/seed-3/run.json")), {
    ...{ experiment: "sea", variant: "DI", seed: 3, backend: null },
    settings: {
      model: { name: "DI", rule: "DI", feedback: "neg-transpose", leak: 0.1 },
      eta: 0.01,
    },
    ...{ outcome: { status: "finished" }, events: [] },
  });
});

Deno.test("an export to CSV has a file an array, and traces with the columns of the table", () => {
  const files = filesIn("csv");
  assertEquals([...files.keys()], [
    "sea/start/seed-3/W0.csv",
    "sea/start/seed-3/order.csv",
    "sea/DI/seed-3/weights/W0.csv",
    "sea/DI/seed-3/trace.csv",
    "sea/DI/seed-3/run.json",
  ]);
  const text = "1,2,3\n0.1,NaN,-Infinity\n";
  assertEquals(textIn(files, "sea/start/seed-3/W0.csv"), text);
  assertEquals(textIn(files, "sea/start/seed-3/order.csv"), "7\n5\n");
  assertEquals(
    textIn(files, "sea/DI/seed-3/trace.csv"),
    "experiment,variant,seed,iteration,metric,value\n" +
      "sea,DI,3,0,error,1\nsea,DI,3,5,error,\n",
  );
});

Deno.test("an export to Parquet has arrays and traces as tidy tables", async () => {
  const files = filesIn("parquet");
  assertEquals([...files.keys()], [
    "sea/start/seed-3.parquet",
    "sea/DI/seed-3/weights.parquet",
    "sea/DI/seed-3/trace.parquet",
    "sea/DI/seed-3/run.json",
  ]);
  const run = { experiment: "sea", variant: "DI", seed: 3n };
  const weights = await rowsIn(files, "sea/DI/seed-3/weights.parquet");
  assertEquals(weights.length, 6);
  const element = { ...run, array: "W0", row: 1, column: 2 };
  assertEquals(weights[5], { ...element, value: -Infinity });
  const start = await rowsIn(files, "sea/start/seed-3.parquet");
  const { variant: _, ...drawn } = run;
  const second = { ...drawn, array: "order", row: 1, column: 0 };
  assertEquals(start[7], { ...second, value: 5 });
  assertEquals(await rowsIn(files, "sea/DI/seed-3/trace.parquet"), [
    { ...run, iteration: 0n, metric: "error", value: 1 },
    { ...run, iteration: 5n, metric: "error", value: null },
  ]);
});
