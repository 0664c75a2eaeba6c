import { assert, assertEquals } from "@std/assert";
import { dim, green, setColorEnabled } from "@std/fmt/colors";
import type { RunEvent } from "../../../../pipeline/engine/run/work.ts";
import {
  barLines,
  liveReporter,
  liveView,
} from "../../../../pipeline/engine/terminal/live.ts";
import type { NodeRecord } from "../../../../pipeline/engine/store/records.ts";
import { nodeOf } from "../node_of.ts";

const names = ["fetch/d", "train/x", "train/y", "report"];
const [d, x, y, report] = names.map((name) => nodeOf(name));
const record = { seconds: 1 } as NodeRecord;
setColorEnabled(false);

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
  return view.lines(1000 * seconds, columns, stopping);
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
    .lines(0, 70, false);
  assertEquals(last, "0 of 200000 done, 0 running, 200000 waiting");
});

const name = "train/x/DI-2/seed-0";
const half = { name, share: 0.5, remark: " 50 %" };
const of = (columns: number) => [columns, name.length] as const;

Deno.test("barLines() draws a bar of no more than 30 columns, and none of what has no share", () => {
  const unknown = { name: "report", share: null, remark: "running for 2s" };
  assertEquals(barLines([half, unknown], ...of(120)), [
    `${name}  ${"█".repeat(15)}${"░".repeat(15)}   50 %`,
    `report${" ".repeat(13)}  ${" ".repeat(30)}  running for 2s`,
  ]);
});

Deno.test("barLines() shortens bars first, then the beginning of names, and then goes without bars", () => {
  assertEquals(barLines([half], ...of(67)), [`${name}  ████░░░░   50 %`]);
  assertEquals(barLines([half], ...of(64)), [
    "…n/x/DI-2/seed-0  ████░░░░   50 %",
  ]);
  assertEquals(barLines([half], ...of(63)), [`${name}   50 %`]);
  assertEquals(barLines([half], ...of(50)), ["…n/x/DI-2/seed-0   50 %"]);
});

Deno.test("barLines() never fills more than the columns there are", () => {
  const bars = [half, {
    name: "n".repeat(80),
    share: 1,
    remark: "100 %  123456 examples/s  12m 30s to go",
  }];
  for (let columns = 1; columns <= 150; columns++) {
    for (const line of barLines(bars, columns, 80)) {
      assert(line.length <= columns, `${line.length} of ${columns}: ${line}`);
    }
  }
});

Deno.test("barLines() keeps columns where they are, whatever comes and goes", () => {
  const [alone] = barLines([half], ...of(90));
  const other = { name: "y", share: 1, remark: "100 %  12 batches/s" };
  assertEquals(barLines([half, other], ...of(90))[0], alone);
});

Deno.test("barLines() colours what is done and what is not", () => {
  setColorEnabled(true);
  const [line] = barLines([half], ...of(67));
  const bar = green("████") + dim("░░░░");
  setColorEnabled(false);
  assertEquals(line, `${name}  ${bar}   50 %`);
});

/** What is done to the region while these events and remarks come. */
async function paintedBy(...events: (RunEvent | string)[]): Promise<string[]> {
  const painted: string[] = [];
  const reporter = liveReporter({
    names: [x.name],
    signal: new AbortController().signal,
  }, () =>
    Promise.resolve({
      columns: () => 80,
      show: (lines) => void painted.push(`show ${lines.at(-1)}`),
      keep: (line) => void painted.push(`keep ${line}`),
      close: () => void painted.push("close"),
    }));
  for (const event of events) {
    if (typeof event === "string") reporter.remark(event);
    else reporter.report(event);
  }
  await reporter.close();
  return painted;
}

Deno.test("liveReporter() opens nothing where everything is fresh", async () => {
  assertEquals(await paintedBy({ type: "fresh", node: x, record }), []);
});

Deno.test("liveReporter() keeps troubles above what it shows, and nothing else", async () => {
  assertEquals(
    await paintedBy(
      { type: "started", node: x, reason: "never built" },
      { type: "damaged", node: x, what: "out of train/y is damaged" },
      { type: "hint", node: x, what: "look" },
      "Slurm does not answer",
      { type: "ran", node: x, record, note: "out differs" },
      { type: "failed", node: x, message: "no luck" },
      { type: "skipped", node: x, because: "train/y failed" },
    ),
    [
      "keep train/x: damage found: out of train/y is damaged; it has to be made again",
      "keep train/x: hint: look",
      "keep Slurm does not answer",
      "keep train/x: note: out differs",
      "keep train/x: failed: no luck",
      "show 1 of 1 done (1 skipped), 0 running, 0 waiting",
      "close",
    ],
  );
});
