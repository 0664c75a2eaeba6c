import { assertEquals } from "@std/assert";
import type { RunEvent } from "../../../../pipeline/engine/run/work.ts";
import { openReporter } from "../../../../pipeline/engine/terminal/live.ts";
import { textReporter } from "../../../../pipeline/engine/terminal/reporter.ts";
import type { NodeRecord } from "../../../../pipeline/engine/store/records.ts";
import { nodeOf } from "../node_of.ts";

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
    "train/x: damage found: out of train/y is damaged; making it again",
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
