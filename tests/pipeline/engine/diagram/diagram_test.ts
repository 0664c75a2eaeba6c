import { assertEquals } from "@std/assert";
import {
  descriptionOf,
  titleOf,
} from "../../../../pipeline/engine/diagram/diagram.ts";
import { nodes, pictured } from "./pictured.ts";

Deno.test("diagramOf() puts models and seeds of an experiment into one box", () => {
  assertEquals(pictured().boxes.map(({ lines }) => lines), [
    ["fetch/data", "fresh"],
    ["initialise/x", "2 seeds", "2 fresh"],
    ["train/x", "2 models × 2 seeds", "2 fresh, 1 stale, 1 missing"],
    ["aggregate/x", "waiting"],
    ["render/curves", "waiting"],
    ["report", "waiting"],
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
  assertEquals(boxes.every(({ lines }) => lines.length === 2), true);
  assertEquals(arrows.length, 8 + 4 + 1 + 2);
});

Deno.test("diagramOf() gives a group of one node that node's name", () => {
  const alone = nodes.filter(({ name }) =>
    /fetch|initialise.*0|BP.*0/.test(name)
  );
  assertEquals(
    pictured({ all: false }, alone).boxes.map(({ lines }) => lines[0]),
    ["fetch/data", "initialise/x/seed-0", "train/x/BP/seed-0"],
  );
});

Deno.test("diagramOf() counts the nodes of a group that is not every model with every seed", () => {
  const some = nodes.filter(({ name }) =>
    /fetch|initialise|train/.test(name) && !/DI.*1/.test(name)
  );
  assertEquals(
    pictured({ all: false }, some).boxes.at(-1)?.lines[1],
    "3 nodes",
  );
});

Deno.test("a box is fresh only if every node of a box is", () => {
  assertEquals(pictured().boxes.map(({ state }) => state), [
    "fresh",
    "fresh",
    "missing",
    "waiting",
    "waiting",
    "waiting",
  ]);
});

Deno.test("titleOf() counts what is fresh", () => {
  assertEquals(
    titleOf(pictured(), { profile: "smoke", seeds: { "*": [0, 1] } }),
    "Pipeline, smoke profile, seeds 0-1: 5 of 10 nodes fresh",
  );
});

Deno.test("descriptionOf() counts the states of every stage", () => {
  assertEquals(
    descriptionOf(pictured()),
    "Nodes in the direction of flow, each with arrows from what it needs. " +
      "fetch: 1 fresh; initialise: 2 fresh; train: 2 fresh, 1 stale, 1 missing; " +
      "aggregate: 1 waiting; render: 1 waiting; report: 1 waiting.",
  );
});
