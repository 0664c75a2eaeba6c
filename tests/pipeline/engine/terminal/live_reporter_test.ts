import { assertEquals } from "@std/assert";
import type { RunEvent } from "../../../../pipeline/engine/run/events.ts";
import { liveReporter } from "../../../../pipeline/engine/terminal/live_reporter.ts";
import type { NodeRecord } from "../../../../pipeline/engine/store/records.ts";
import { nodeOf } from "../node_of.ts";

const node = nodeOf("train/x");
const record = { seconds: 1 } as NodeRecord;

/** What is done to the region while these events come. */
async function paintedBy(...events: RunEvent[]): Promise<string[]> {
  const painted: string[] = [];
  const reporter = liveReporter({
    names: [node.name],
    signal: new AbortController().signal,
    style: { done: (text) => text, faint: (text) => text },
  }, () =>
    Promise.resolve({
      columns: () => 80,
      show: (lines) => void painted.push(`show ${lines.at(-1)}`),
      keep: (line) => void painted.push(`keep ${line}`),
      close: () => void painted.push("close"),
    }));
  for (const event of events) reporter.report(event);
  await reporter.close();
  return painted;
}

Deno.test("liveReporter() opens nothing where everything is fresh", async () => {
  assertEquals(await paintedBy({ type: "fresh", node, record }), []);
});

Deno.test("liveReporter() keeps troubles above what it shows, and nothing else", async () => {
  assertEquals(
    await paintedBy(
      { type: "started", node, reason: "never built" },
      { type: "damaged", node, what: "out of train/y is damaged" },
      { type: "hint", node, what: "look" },
      { type: "ran", node, record, note: "out differs" },
      { type: "failed", node, message: "no luck" },
      { type: "skipped", node, because: "train/y failed" },
    ),
    [
      "keep train/x: damage found: out of train/y is damaged; making it again",
      "keep train/x: hint: look",
      "keep train/x: note: out differs",
      "keep train/x: failed: no luck",
      "show 1 of 1 done (1 skipped), 0 running, 0 waiting",
      "close",
    ],
  );
});
