import { assertEquals } from "@std/assert";
import { nodes, pictured } from "./pictured.ts";

const counts = { fresh: 0, stale: 0, missing: 0, waiting: 0 };

Deno.test("diagramOf() puts models and seeds of an experiment into one box", () => {
  assertEquals(pictured().boxes, [
    { name: "fetch/data", holds: null, counts: { ...counts, fresh: 1 } },
    { name: "initialise/x", holds: "2 seeds", counts: { ...counts, fresh: 2 } },
    {
      name: "train/x",
      holds: "2 models × 2 seeds",
      counts: { ...counts, fresh: 2, stale: 1, missing: 1 },
    },
    { name: "aggregate/x", holds: null, counts: { ...counts, waiting: 1 } },
    { name: "render/curves", holds: null, counts: { ...counts, waiting: 1 } },
    { name: "report", holds: null, counts: { ...counts, waiting: 1 } },
  ]);
});

Deno.test("diagramOf() draws one arrow between two boxes, and none where others lead the same way", () => {
  assertEquals(pictured().arrows, [
    ["fetch/data", "train/x"],
    ["initialise/x", "train/x"],
    ["train/x", "aggregate/x"],
    ["aggregate/x", "render/curves"],
    ["render/curves", "report"],
  ]);
});

Deno.test("diagramOf() gives each node a box and every arrow, if all are wanted", () => {
  const { boxes, arrows } = pictured({ all: true });
  assertEquals(
    boxes.map(({ name }) => name).sort(),
    nodes.map(({ name }) => name).sort(),
  );
  assertEquals(boxes.every(({ holds }) => holds === null), true);
  assertEquals(arrows.length, 8 + 4 + 1 + 2);
});

Deno.test("diagramOf() gives a group of one node that node's name", () => {
  const alone = nodes.filter(({ name }) =>
    /fetch|initialise.*0|BP.*0/.test(name)
  );
  assertEquals(
    pictured({ all: false }, alone).boxes.map(({ name, holds }) => (
      { name, holds }
    )),
    [
      { name: "fetch/data", holds: null },
      { name: "initialise/x/seed-0", holds: null },
      { name: "train/x/BP/seed-0", holds: null },
    ],
  );
});

Deno.test("diagramOf() counts the nodes of a group that is not every model with every seed", () => {
  const some = nodes.filter(({ name }) =>
    /fetch|initialise|train/.test(name) && !/DI.*1/.test(name)
  );
  assertEquals(pictured({ all: false }, some).boxes.at(-1)?.holds, "3 nodes");
});
