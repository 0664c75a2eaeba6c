import { assertEquals } from "@std/assert";
import type { NodeResult } from "../../../../pipeline/engine/run/run.ts";
import type { RunEvent } from "../../../../pipeline/engine/run/work.ts";
import type { NodeRecord } from "../../../../pipeline/engine/store/records.ts";
import {
  describeTimeToGo,
  secondsText,
  summarise,
  textReporter,
} from "../../../../pipeline/engine/terminal/run_text.ts";
import { openReporter } from "../../../../pipeline/engine/terminal/live.ts";
import { nodeOf } from "../node_of.ts";

const record = { seconds: 35 } as NodeRecord;
const results = (...list: NodeResult[]) =>
  new Map(list.map((result, i) => [`node ${i}`, result]));

Deno.test("summarise() counts how nodes ended, and what fresh ones saved", () => {
  const all = results(
    { status: "ran", record },
    { status: "fresh", record },
    { status: "fresh", record },
    { status: "failed", message: "no luck" },
    { status: "skipped", message: "node 3 failed" },
  );
  assertEquals(summarise(all, []), [
    "1 ran; 2 fresh, saving 1m 10s; 1 failed; 1 skipped",
  ]);
  assertEquals(summarise(results({ status: "ran", record }), []), [
    "1 ran; 0 fresh",
  ]);
});

Deno.test("summarise() names the page if it was made, else everything that was", () => {
  const [, ...figures] = summarise(results(), ["o/a.svg", "o/b.svg"]);
  assertEquals(figures, ["see o/a.svg", "see o/b.svg"]);
  const [, ...page] = summarise(results(), ["o/a.svg", "o/index.html"]);
  assertEquals(page, ["see o/index.html"]);
  const [, ...both] = summarise(results(), ["o/a.svg"], ["1 file replaced"]);
  assertEquals(both, ["1 file replaced", "see o/a.svg"]);
});

Deno.test("summarise() prints what nodes noted, run now or fresh, and counts what is beyond eight", () => {
  const noted = (status: "ran" | "fresh") => ({
    status,
    record: { ...record, notes: ["diverged at example 5"] },
  });
  const two = new Map<string, NodeResult>([
    ["train/linear/DI/seed-0", noted("ran")],
    ["train/linear/BP/seed-0", { status: "ran", record }],
    ["train/corrections/linear/once/NDI/seed-12", noted("fresh")],
  ]);
  assertEquals(summarise(two, ["o/a.svg"]), [
    "2 ran; 1 fresh, saving 35s",
    "2 notes:",
    "  train/linear/DI/seed-0: diverged at example 5",
    "  train/corrections/linear/once/NDI/seed-12: diverged at example 5",
    "see o/a.svg",
  ]);
  const many = new Map(Array.from(
    { length: 100 },
    (_, seed) => [`train/linear/DI/seed-${seed}`, noted("ran")],
  ));
  const [, heading, ...lines] = summarise(many, []);
  assertEquals(heading, "100 notes:");
  assertEquals(lines.length, 9);
  assertEquals(lines.slice(7), [
    "  train/linear/DI/seed-7: diverged at example 5",
    "  and 92 more",
  ]);
});

const time = {
  nodes: 12,
  seconds: 69.2,
  unknown: 0,
  otherSettings: 0,
  otherBackends: new Map<string, number>(),
};

Deno.test("secondsText() tells whole seconds, at least one", () => {
  assertEquals(secondsText(0.01), "1s");
  assertEquals(secondsText(3599.5), "1h");
  assertEquals(secondsText(3661), "1h 1m 1s");
});

Deno.test("describeTimeToGo() tells how well the time is known", () => {
  assertEquals(describeTimeToGo(time), ", about 1m 10s by earlier runs");
  assertEquals(
    describeTimeToGo({
      ...time,
      unknown: 2,
      otherSettings: 3,
      otherBackends: new Map([["wasm", 5]]),
    }),
    ", about 1m 10s by earlier runs (5 known on wasm only, 3 with other settings, 2 never run and not counted)",
  );
});

Deno.test("describeTimeToGo() keeps quiet where nothing is known", () => {
  assertEquals(describeTimeToGo({ ...time, unknown: 12 }), "");
  assertEquals(describeTimeToGo({ ...time, nodes: 0 }), "");
});

const node = nodeOf("train/x");
const progress: RunEvent = {
  type: "progress",
  node,
  done: 5,
  total: 10,
  unit: "examples",
};

Deno.test("textReporter() tells beginnings, ends and troubles, and keeps quiet about the fresh", () => {
  const lines: string[] = [];
  const report = textReporter((line) => lines.push(line));
  report({ type: "fetched", node, record: {} as NodeRecord });
  report({ type: "started", node, reason: "never built" });
  report(progress); // within two seconds of the start
  report({ type: "failed", node, message: "no luck" });
  report({ type: "skipped", node, because: "train/y failed" });
  report({ type: "damaged", node, what: "out of train/y is damaged" });
  assertEquals(lines, [
    "train/x: taken from the remote",
    "train/x: running (never built)",
    "train/x: failed: no luck",
    "train/x: skipped, because train/y failed",
    "train/x: damage found: out of train/y is damaged; it has to be made again",
  ]);
});

Deno.test("openReporter() writes for programs one object a line, with the node's name", () => {
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  const run = { names: [node.name], signal: new AbortController().signal };
  openReporter("json", { write, terminal: "stdout" }, run).report(progress);
  assertEquals(lines.map((line) => JSON.parse(line)), [
    { type: "progress", node: "train/x", done: 5, total: 10, unit: "examples" },
  ]);
});
