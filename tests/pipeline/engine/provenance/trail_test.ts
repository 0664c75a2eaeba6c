import { assertEquals } from "@std/assert";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import {
  describeTrail,
  makersOf,
} from "../../../../pipeline/engine/provenance/trail.ts";
import type { NodeRecord } from "../../../../pipeline/engine/store/records.ts";
import { data, empty, figure, stages, trail } from "./history.ts";
import { recordOf } from "./records.ts";

Deno.test("trailOf() goes from a figure up to the data, each step once", () => {
  assertEquals((trail()).map(({ record }) => record.node), [
    "render/figure-0",
    "train/x/BP/seed-3",
    "train/x/DI/seed-3",
    "initialise/x/seed-3",
    "fetch/mnist",
  ]);
});

Deno.test("describeTrail() tells models together, and what they share once", () => {
  const lines = describeTrail(trail(), stages);
  const from = lines.indexOf("train/x: 2 nodes");
  assertEquals(lines.slice(from + 1, from + 10), [
    "  models    BP, DI",
    "  seed      3",
    "  settings  model.name one of 2, eta 0.01",
    "  backend   wasm",
    "  code      1 file, 1 package",
    "  commit    none",
    "  versions  deno 2",
    "  machine   linux x86_64, 2 cores",
    "  seconds   2.0",
  ]);
  assertEquals(lines.at(-1), `  data      ${digestOf("i")}  images`);
});

Deno.test("describeTrail() cuts what is long", () => {
  const settings = { words: "x".repeat(61), list: Array(40).fill(0), few: [1] };
  const preimage = { ...empty, settings };
  const lines = describeTrail([{
    record: figure,
    preimage,
    origins: {},
    unknown: [],
  }], []);
  const cut = "x".repeat(60);
  assertEquals(
    lines.find((line) => line.startsWith("  settings")),
    `  settings  words ${cut}…, list of 40, few [1]`,
  );
});

Deno.test("describeTrail() tells apart what is drawn and the pixels of it", () => {
  const pixels = recordOf("render/figure-0/png", { "figure-0.png": "png" });
  const steps = [pixels, figure].map((record) => ({
    record,
    preimage: { ...empty, settings: { scale: 2 } },
    origins: {},
    unknown: [],
  }));
  const lines = describeTrail(steps, stages);
  assertEquals(lines.filter((line) => !line.startsWith(" ")), [
    "render/figure-0/png",
    "render/figure-0",
  ]);
});

Deno.test("describeTrail() says where the way up is lost", () => {
  const unknown = describeTrail(trail([data]), stages);
  assertEquals(unknown.includes("  unknown   who made images"), true);
  const lost = describeTrail(trail([], [figure]), stages);
  assertEquals(lost.at(-1), "  unknown   what 1 of the keys were made of");
});

/** Who made inputs of these texts, for a record of the tenth. */
function makers(inputs: Record<string, string>, records: NodeRecord[]) {
  const digests = Object.fromEntries(
    Object.entries(inputs).map(([name, text]) => [name, digestOf(text)]),
  );
  const finished = new Date(Date.UTC(2020, 0, 10)).toISOString();
  const { makers, unknown } = makersOf(digests, records, { finished });
  return {
    found: makers.map(({ node, finished }) =>
      `${node} ${Number(finished.slice(8, 10))}`
    ),
    unknown,
  };
}

Deno.test("makersOf() takes the inputs of a folder together, since small outputs may be alike", () => {
  const records = ["BP", "DI"].map((model) =>
    recordOf(`train/x/${model}/seed-0`, { trace: model, outcome: "finished" })
  );
  const inputs = { "DI/seed-0/trace": "DI", "DI/seed-0/outcome": "finished" };
  assertEquals(makers(inputs, records), {
    found: ["train/x/DI/seed-0 1"],
    unknown: [],
  });
});

Deno.test("makersOf() finds several makers of one folder", () => {
  const records = [
    recordOf("fetch/mnist", { images: "i", labels: "l" }),
    recordOf("initialise/x/seed-0", { initial: "0" }),
  ];
  assertEquals(
    makers({ initial: "0", images: "i", labels: "l" }, records).found.sort(),
    ["fetch/mnist 1", "initialise/x/seed-0 1"],
  );
});

Deno.test("makersOf() prefers the folder's own name, then who was in time, then the newest", () => {
  const same = { trace: "same" };
  const records = [
    recordOf("train/x/BP/seed-0", same, 20),
    recordOf("train/x/DI/seed-0", same, 12),
    recordOf("train/x/DI/seed-0", same, 8),
    recordOf("train/x/DI/seed-0", same, 5),
  ];
  assertEquals(makers({ "DI/seed-0/trace": "same" }, records).found, [
    "train/x/DI/seed-0 8",
  ]);
});

Deno.test("makersOf() names what nothing made", () => {
  const records = [recordOf("aggregate/x", { curves: "c", summary: "s" })];
  assertEquals(makers({ "x/curves": "c", "x/summary": "t" }, records), {
    found: ["aggregate/x 1"],
    unknown: ["x/summary"],
  });
});
