import { assertEquals } from "@std/assert";
import {
  collapseIn,
  conditionsOf,
} from "../../../lib/statistics/conditions.ts";
import { summariesOf } from "../../../lib/statistics/summary.ts";
import { runOf } from "./runs.ts";

/** Conditions of layers 2 and 10, measured at iterations 0, 1, 2 and 3, of a run that collapsed at one or not. */
function run(collapsed?: number) {
  const made = runOf("NDI", 0, {
    test_error: [1, 1, 1, 1],
    condition_2: [10, 30, 20, 40],
    condition_10: [9, 8, Infinity, 7],
  });
  const event = { event: "collapsed", detail: "" };
  made.trace.events.push({ ...event, iteration: 0, event: "least squares" });
  if (collapsed) made.trace.events.push({ ...event, iteration: collapsed });
  return made;
}

Deno.test("conditionsOf() tells the first condition, and the last before a collapse or the largest without one", () => {
  const [two, ten] = [{ layer: 2, first: 10 }, { layer: 10, first: 9 }];
  assertEquals(conditionsOf(run(2).trace), [
    { ...two, later: 30 },
    { ...ten, later: 8 },
  ]);
  assertEquals(conditionsOf(run(3).trace), [
    { ...two, later: 20 },
    { ...ten, later: null },
  ]);
  assertEquals(conditionsOf(run().trace), [
    { ...two, later: 40 },
    { ...ten, later: null },
  ]);
  assertEquals(conditionsOf(runOf("BP", 0, { test_error: [1] }).trace), []);
});

Deno.test("collapseIn() finds when a model collapsed, if it did", () => {
  assertEquals(collapseIn(run(2).trace.events), 2);
  assertEquals(collapseIn(run().trace.events), Infinity);
});

Deno.test("summariesOf() has the conditions of each seed, where they were measured", () => {
  const runs = [run(2), runOf("BP", 0, { test_error: [1] })];
  const [NDI, BP] = summariesOf(runs, { models: ["NDI", "BP"] });
  assertEquals(NDI.outcomes[0].conditions, conditionsOf(run(2).trace));
  assertEquals("conditions" in BP.outcomes[0], false);
});
