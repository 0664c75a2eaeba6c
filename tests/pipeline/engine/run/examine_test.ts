import { assertEquals } from "@std/assert";
import {
  causesOf,
  type Standing,
} from "../../../../pipeline/engine/run/examine.ts";
import { graphOf } from "../../../../pipeline/engine/graph/graph.ts";
import { nodeOf } from "../node_of.ts";

const graph = graphOf([
  nodeOf("a"),
  nodeOf("b"),
  nodeOf("c", { needs: ["a", "b"] }),
  nodeOf("d", { needs: ["c"] }),
]);
const fresh = { state: "fresh" } as Standing;
const waiting: Standing = { state: "waiting", reason: "c runs first" };
const stale = (reason: string): Standing => ({ state: "stale", reason });

Deno.test("causesOf() follows a node back to each that is not as it was", () => {
  const standings = new Map([
    ["a", stale("settings.eta 1 → 2")],
    ["b", stale("seed 0 → 1")],
    ["c", waiting],
    ["d", waiting],
  ]);
  assertEquals(causesOf(graph, standings, "d"), [
    { path: ["d", "c", "a"], reason: "settings.eta 1 → 2" },
    { path: ["d", "c", "b"], reason: "seed 0 → 1" },
  ]);
});

Deno.test("causesOf() stops at the node's own reason, and finds none for a fresh one", () => {
  const standings = new Map([
    ["a", fresh],
    ["b", fresh],
    ["c", stale("code lib/x.ts changed")],
    ["d", waiting],
  ]);
  assertEquals(causesOf(graph, standings, "c"), [
    { path: ["c"], reason: "code lib/x.ts changed" },
  ]);
  assertEquals(causesOf(graph, standings, "a"), []);
});

Deno.test("causesOf() tells each beginning once, by a shortest path, with all that differs", () => {
  const diamond = graphOf([
    nodeOf("a"),
    nodeOf("b", { needs: ["a"] }),
    nodeOf("c", { needs: ["b", "a"] }),
  ]);
  const begins: Standing = {
    state: "stale",
    reason: "seed 0 → 1, and 1 more",
    differences: ["seed 0 → 1", "code lib/x.ts changed"],
  };
  const standings = new Map<string, Standing>([["a", begins], ["b", waiting], [
    "c",
    waiting,
  ]]);
  assertEquals(causesOf(diamond, standings, "c"), [{
    path: ["c", "a"],
    reason: "seed 0 → 1, and 1 more",
    differences: ["seed 0 → 1", "code lib/x.ts changed"],
  }]);
});
