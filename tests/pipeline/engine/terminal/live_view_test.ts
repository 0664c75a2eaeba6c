import { assertEquals } from "@std/assert";
import type { RunEvent } from "../../../../pipeline/engine/run/events.ts";
import { liveView } from "../../../../pipeline/engine/terminal/live_view.ts";
import type { NodeRecord } from "../../../../pipeline/engine/store/records.ts";
import { nodeOf } from "../node_of.ts";

const names = ["fetch/d", "train/x", "train/y", "report"];
const [d, x, y, report] = names.map((name) => nodeOf(name));
const record = {} as NodeRecord;
const plain = { done: (text: string) => text, faint: (text: string) => text };

/** What is shown after these events, each at its second. */
function shownAfter(
  events: [number, RunEvent][],
  { seconds, columns = 70, stopping = false }: {
    seconds: number;
    columns?: number;
    stopping?: boolean;
  },
): string[] {
  const view = liveView(names);
  for (const [at, event] of events) view.take(event, 1000 * at);
  return view.lines({ now: 1000 * seconds, columns, style: plain, stopping });
}

const progress = (node: typeof x, done: number): RunEvent => ({
  type: "progress",
  node,
  done,
  total: 1000,
  unit: "examples",
});
const started = (node: typeof x): RunEvent => ({
  type: "started",
  node,
  reason: "never built",
});

Deno.test("a live view counts what is done, running and waiting", () => {
  assertEquals(shownAfter([], { seconds: 0 }), [
    "0 of 4 done, 0 running, 4 waiting",
  ]);
  const events: [number, RunEvent][] = [
    [0, { type: "fresh", node: d, record }],
    [0, started(x)],
    [1, { type: "ran", node: x, record, note: null }],
    [1, { type: "failed", node: y, message: "no luck" }],
    [1, { type: "skipped", node: report, because: "train/y failed" }],
  ];
  assertEquals(shownAfter(events.slice(0, 3), { seconds: 1 }), [
    "2 of 4 done (1 ran, 1 fresh), 0 running, 2 waiting",
  ]);
  assertEquals(shownAfter(events, { seconds: 1, columns: 80 }), [
    "4 of 4 done (1 ran, 1 fresh, 1 failed, 1 skipped), 0 running, 0 waiting",
  ]);
  assertEquals(shownAfter(events, { seconds: 1, columns: 11 }), [
    "4 of 4 done",
  ]);
});

Deno.test("a live view tells the rate since the first progress, and the time to go from it", () => {
  const events: [number, RunEvent][] = [
    [0, started(x)],
    [2, progress(x, 500)], // from a checkpoint
    [4, progress(x, 600)],
  ];
  const [row] = shownAfter(events, { seconds: 5 });
  // 400 left at 50 a second are 8 seconds, one of which is over
  assertEquals(
    row,
    "train/x  █████████████░░░░░░░░░░   60 %  50 examples/s  7s to go",
  );
});

Deno.test("a live view tells no rate before it can know one", () => {
  const events: [number, RunEvent][] = [[0, started(x)]];
  const rowOf = () => shownAfter(events, { seconds: 3 })[0].replace(/ +/g, " ");
  assertEquals(rowOf(), "train/x running for 3s");
  events.push([2.8, progress(x, 10)], [2.9, progress(x, 20)]);
  assertEquals(rowOf(), "train/x ░░░░░░░░░░░░░░░░░░░░░░░ 2 %");
});

Deno.test("a live view says of a node that has done all that it is finishing", () => {
  const events: [number, RunEvent][] = [
    [0, started(x)],
    [0, progress(x, 0)],
    [2, progress(x, 1000)],
  ];
  const [row] = shownAfter(events, { seconds: 5 });
  assertEquals(row, "train/x  ███████████████████████  100 %  finishing");
});

Deno.test("a live view shows what another run is at work on, until it is done", () => {
  const holder = { pid: 12, host: "here" };
  const waiting = { type: "waiting", node: x, holder } as RunEvent;
  const shown = shownAfter([[0, waiting]], { seconds: 0 });
  assertEquals(shown.map((line) => line.replace(/ +/g, " ")), [
    "train/x left to process 12 on here",
    "0 of 4 done, 0 running, 4 waiting",
  ]);
  const fresh: RunEvent = { type: "fresh", node: x, record };
  assertEquals(shownAfter([[0, waiting], [1, fresh]], { seconds: 1 }), [
    "1 of 4 done (1 fresh), 0 running, 3 waiting",
  ]);
});

Deno.test("a live view takes back a node that is made again", () => {
  const events: [number, RunEvent][] = [
    [0, { type: "fresh", node: x, record }],
    [1, { type: "damaged", node: y, what: "out of train/x is damaged" }],
    [1, started(x)],
  ];
  assertEquals(
    shownAfter(events, { seconds: 1 }).at(-1),
    "0 of 4 done, 1 running, 3 waiting",
  );
});

Deno.test("a live view says that the run is stopping", () => {
  assertEquals(shownAfter([], { seconds: 0, stopping: true }), [
    "0 of 4 done, 0 running, 4 waiting; stopping",
  ]);
});

Deno.test("a live view takes as many nodes as any run may have", () => {
  const names = Array.from({ length: 200_000 }, (_, i) => `n${i}`);
  const [last] = liveView(names)
    .lines({ now: 0, columns: 70, style: plain, stopping: false });
  assertEquals(last, "0 of 200000 done, 0 running, 200000 waiting");
});
