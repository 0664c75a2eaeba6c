import { assertEquals, assertThrows } from "@std/assert";
import {
  averagingOf,
  decodeRuns,
  encodeRuns,
} from "../../../lib/statistics/run.ts";
import { summariesOf } from "../../../lib/statistics/summary.ts";
import { runOf } from "./runs.ts";

const diverged = {
  status: "diverged",
  iteration: 1,
  reason: "made up",
} as const;
const runs = [
  runOf("BP", 0, { error: [4, 2, 1], train_error: [.5] }),
  runOf("BP", 1, { error: [4, 2] }, diverged),
  runOf("DI", 0, {}, diverged),
];
const models = summariesOf(runs, { models: ["BP", "DI"] });

Deno.test("decodeRuns() gives back the runs that encodeRuns() was given", () => {
  assertEquals(decodeRuns(encodeRuns(runs), { models }), runs);
});

Deno.test("decodeRuns() refuses what is no archive", () => {
  assertThrows(() => decodeRuns(new Uint8Array(9), { models }), Error);
});

Deno.test("averagingOf() takes what is read on a log axis geometrically", () => {
  const metrics = ["error", "normalised_error", "condition_3"];
  const others = ["test_error", "train_error", "spectral_abscissa_1"];
  assertEquals(metrics.map(averagingOf), metrics.map(() => "geometric"));
  assertEquals(others.map(averagingOf), others.map(() => "arithmetic"));
});
