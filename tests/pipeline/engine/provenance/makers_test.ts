import { assertEquals } from "@std/assert";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import { makersOf } from "../../../../pipeline/engine/provenance/makers.ts";
import type { NodeRecord } from "../../../../pipeline/engine/store/records.ts";
import { recordOf } from "./records.ts";

/** Who made inputs of these texts, for a record of the tenth. */
function makers(inputs: Record<string, string>, records: NodeRecord[]) {
  const digests = Object.fromEntries(
    Object.entries(inputs).map(([name, text]) => [name, digestOf(text)]),
  );
  const finished = new Date(Date.UTC(2020, 0, 10)).toISOString();
  const { records: found, unmade } = makersOf(digests, records, finished);
  return {
    found: found.map(({ node, finished }) =>
      `${node} ${Number(finished.slice(8, 10))}`
    ),
    unmade,
  };
}

Deno.test("makersOf() takes the inputs of a folder together, since small outputs may be alike", () => {
  const records = ["BP", "DI"].map((model) =>
    recordOf(`train/x/${model}/seed-0`, { trace: model, outcome: "finished" })
  );
  const inputs = { "DI/seed-0/trace": "DI", "DI/seed-0/outcome": "finished" };
  assertEquals(makers(inputs, records), {
    found: ["train/x/DI/seed-0 1"],
    unmade: [],
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
    unmade: ["x/summary"],
  });
});
