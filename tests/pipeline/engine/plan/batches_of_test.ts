import { assertEquals } from "@std/assert";
import { batchesOf } from "../../../../pipeline/engine/plan/batches_of.ts";
import type { PlannedNode } from "../../../../pipeline/engine/plan/plan.ts";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";

const planned = (
  name: string,
  seconds: number | null,
  ...needs: string[]
): PlannedNode => ({ name, seconds, needs, work: digestOf(name) });

const jobsIn = (nodes: readonly PlannedNode[], pack: number, most?: number) =>
  batchesOf(nodes, { pack, most })
    .map(({ jobs }) => jobs.map(({ nodes }) => nodes.join("+")).join(" "));

Deno.test("batchesOf() has a batch for each level and kind, after those that it needs", () => {
  const batches = batchesOf([
    planned("start/x/0", 1),
    planned("start/y/0", 1),
    planned("train/x/A", 5, "start/x/0"),
    planned("train/y/A", 5, "start/y/0"),
    planned("train/y/late", 5, "train/y/A"),
    planned("train/x/B", 5, "start/x/0"),
    planned("table/x", 1, "train/x/A", "train/x/B"),
  ], { pack: 0 });
  assertEquals(
    batches.map(({ kind, jobs, needs }) =>
      `${kind} ×${jobs.length} after ${needs}`
    ),
    [
      "start/x ×1 after ",
      "start/y ×1 after ",
      "train/x ×2 after 0",
      "train/y ×1 after 1",
      "train/y ×1 after 3",
      "table ×1 after 2",
    ],
  );
});

Deno.test("figures that need the same are of one kind, and others of another", () => {
  const batches = batchesOf([
    planned("table/x", 9),
    planned("table/y", 9),
    planned("draw/1", 1, "table/x"),
    planned("draw/2", 1, "table/x"),
    planned("draw/3", 1, "table/y"),
  ], { pack: 60 });
  assertEquals(
    batches.map(({ kind, jobs }) => [kind, ...jobs[0].nodes].join(" ")),
    ["table table/x table/y", "draw draw/1 draw/2", "draw draw/3"],
  );
});

Deno.test("batchesOf() keeps apart what other things are asked for", () => {
  const nodes = ["x/a", "x/b", "x/c"].map((name) => planned(name, 1));
  const batches = batchesOf(nodes, {
    pack: 60,
    kindOf: () => ["all"],
    askedOf: (name) => name === "x/b" ? "memory" : "",
  });
  assertEquals(
    batches.map(({ kind, jobs }) => [kind, ...jobs[0].nodes]),
    [["all", "x/a", "x/c"], ["all", "x/b"]],
  );
});

Deno.test("nodes share a job up to the time of the longest, or the time to pack", () => {
  const nodes = [5, 1, 10, 5, 2].map((seconds, i) =>
    planned(`x/y/${i}`, seconds)
  );
  assertEquals(jobsIn(nodes, 0), ["x/y/2 x/y/0+x/y/3 x/y/4+x/y/1"]);
  assertEquals(jobsIn(nodes, 60), ["x/y/2+x/y/0+x/y/3+x/y/4+x/y/1"]);
});

Deno.test("a node of unknown time has a job of its own, unless there are more jobs than may be", () => {
  const nodes = [null, 1, null, 1].map((seconds, i) =>
    planned(`x/y/${i}`, seconds)
  );
  assertEquals(jobsIn(nodes, 60), ["x/y/0 x/y/2 x/y/1+x/y/3"]);
  assertEquals(jobsIn(nodes, 60, 2), ["x/y/0+x/y/1 x/y/2+x/y/3"]);
  const [{ jobs }] = batchesOf(nodes, { pack: 60 });
  assertEquals(jobs.map(({ seconds }) => seconds), [null, null, 2]);
});
