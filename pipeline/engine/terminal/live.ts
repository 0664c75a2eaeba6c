/** What a terminal shows while nodes run: bars at its foot, painted again and again by log-update, to which this is the one door. */
import { dim, green } from "@std/fmt/colors";
import type { RunEvent } from "../run/work.ts";
import {
  holderText,
  secondsText,
  sentencesOf,
  textReporter,
} from "./run_text.ts";
import type { Stream, TerminalName } from "./stream.ts";

/** Reports events of a run on a stream, live if that is a terminal and not for programs, until it is closed. */
export function openReporter(
  log: "text" | "json",
  { write, terminal }: Stream,
  run: Parameters<typeof liveReporter>[0],
): ReturnType<typeof liveReporter> {
  if (log === "text" && terminal) {
    return liveReporter(run, () => openLiveRegion(terminal));
  }
  return {
    report: log === "text"
      ? textReporter(write)
      : ({ node, ...event }) =>
        write(JSON.stringify({ ...event, node: node.name })),
    remark: (message) =>
      write(
        log === "text" ? message : JSON.stringify({ type: "remark", message }),
      ),
    close: () => Promise.resolve(),
  };
}

/** Lines at the foot of a terminal. */
type LiveRegion = Awaited<ReturnType<typeof openLiveRegion>>;

export async function openLiveRegion(name: TerminalName) {
  // loaded only where something is painted
  const { createLogUpdate } = await import("log-update");
  const { default: { [name]: terminal } } = await import("node:process");
  // The library would hide the cursor too, but it then answers signals itself,
  // and they are for the run, which ends when its nodes have kept their progress.
  const update = createLogUpdate(terminal, { showCursor: true });
  const close = () => {
    removeEventListener("unload", close);
    update.clear();
    terminal.write("\x1b[?25h");
  };
  // a second Ctrl-C waits for nobody
  addEventListener("unload", close);
  terminal.write("\x1b[?25l");
  return {
    /** characters a line may have; the last one stays free: terminals differ in what they do when it is filled */
    columns: () => terminal.columns - 1,
    /** takes the place of what was shown before */
    show: (lines: readonly string[]) => update(lines.join("\n")),
    /** writes a line above, where it stays */
    keep: (line: string) => update.persist(line),
    /** takes the lines away and gives the cursor back */
    close,
  };
}

/** Milliseconds from one painting to the next. */
const intervalMs = 100;

/**
 * Shows where the run stands until it is closed, and keeps troubles above. The region
 * is opened by the first event of a node at work, so that a run that finds everything
 * fresh paints nothing.
 *
 * @param names of all nodes in the run
 * @param signal asks the run to stop
 */
export function liveReporter(
  { names, signal }: { names: readonly string[]; signal: AbortSignal },
  open: () => Promise<LiveRegion>,
) {
  const view = liveView(names);
  const troubles: string[] = [];
  let opening: Promise<LiveRegion> | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;
  const paint = (region: LiveRegion) => {
    for (const line of troubles.splice(0)) region.keep(line);
    const columns = region.columns();
    region.show(view.lines(performance.now(), columns, signal.aborted));
  };
  const show = () => {
    opening ??= open().then((region) => {
      timer = setInterval(paint, intervalMs, region);
      return region;
    });
  };
  return {
    report(event: RunEvent): void {
      view.take(event, performance.now());
      // what a reader should find when the view is gone: of a node that ran, its note
      const skipped = event.type === "ran" ? 1 : 0;
      if (["failed", "damaged", "hint", "ran"].includes(event.type)) {
        troubles.push(...sentencesOf(event).slice(skipped));
      }
      if (event.type === "fresh") return;
      show();
    },
    /** Says what concerns no node alone. */
    remark(message: string): void {
      troubles.push(message);
      show();
    },
    async close(): Promise<void> {
      const region = await opening;
      clearInterval(timer);
      if (!region) return;
      paint(region); // what has come since the last time
      region.close();
    },
  };
}

type Progress = { done: number; total: number; unit: string; at: number };

/** The event that says where a node stands, and its progress since; a rate counts from the first, since it may go on from a checkpoint. */
interface Standing {
  event: RunEvent;
  since: number;
  first?: Progress;
  last?: Progress;
}

/** Listens to a run of the nodes with these names, and shows where it stands. */
export function liveView(names: readonly string[]) {
  const longestName = names
    .reduce((most, { length }) => Math.max(most, length), 0);
  const standings = new Map<string, Standing>();
  return {
    take(event: RunEvent, now: number): void {
      const { node: { name }, type } = event;
      if (type === "progress") {
        const standing = standings.get(name);
        if (!standing) return;
        standing.last = { ...event, at: now };
        standing.first ??= standing.last;
      } else if (type !== "hint" && type !== "damaged") {
        standings.set(name, { event, since: now });
      }
    },
    /** A line of at most so many columns for every node at work, and one that counts; `now` is by the clock of `take`. */
    lines(now: number, columns: number, stopping: boolean): string[] {
      const bars = [...standings].flatMap(([name, standing]) =>
        barOf(name, standing, now)
      );
      const count = countLine([...standings.values()], names.length) +
        (stopping ? "; stopping" : "");
      return [
        ...barLines(bars, columns, longestName),
        dim(count.slice(0, columns)),
      ];
    },
  };
}

/** One line with a bar: how much of it is done, from 0 to 1; null draws no bar. */
export type Bar = { name: string; share: number | null; remark: string };

/** What is drawn of a node: a bar if it is at work, a remark if another run is. */
function barOf(
  name: string,
  { event, since, first, last }: Standing,
  now: number,
): Bar[] {
  const bar = (share: number | null, remark: string) => [
    { name, share, remark },
  ];
  if (event.type === "waiting") {
    return bar(null, `left to ${holderText(event.holder)}`);
  }
  if (event.type !== "started") return [];
  if (!first || !last) {
    return bar(null, `running for ${secondsText((now - since) / 1000)}`);
  }
  const share = Math.min(1, last.done / last.total);
  if (share === 1) return bar(share, "100 %  finishing");
  const percent = `${Math.floor(100 * share)} %`.padStart(5);
  const seconds = (last.at - first.at) / 1000;
  const rate = (last.done - first.done) / seconds;
  // a rate over a shorter time is a guess
  if (!(seconds >= 0.5 && rate > 0)) return bar(share, percent);
  const left = secondsText(
    (last.total - last.done) / rate - (now - last.at) / 1000,
  );
  const speed = rate < 10 ? rate.toFixed(1) : Math.round(rate);
  return bar(share, `${percent}  ${speed} ${last.unit}/s  ${left} to go`);
}

/** `42 of 95 done (12 ran, 30 fresh), 2 running, 51 waiting` */
function countLine(standings: readonly Standing[], total: number): string {
  const count = (...types: RunEvent["type"][]) =>
    standings.filter(({ event }) => types.includes(event.type)).length;
  const ends = Object.entries({
    ...{ ran: count("ran"), fresh: count("fresh", "fetched") },
    ...{ failed: count("failed"), skipped: count("skipped") },
  }).filter(([, nodes]) => nodes > 0);
  const done = ends.reduce((sum, [, nodes]) => sum + nodes, 0);
  const kinds = ends.map(([end, nodes]) => `${nodes} ${end}`).join(", ");
  const running = count("started");
  return `${done} of ${total} done${
    kinds && ` (${kinds})`
  }, ${running} running, ${total - done - running} waiting`;
}

/** Columns of the parts of a line; they stay where they are, whatever comes and goes. */
const widths = { gap: 2, name: 16, remark: 36, bar: { least: 8, most: 30 } };
const gap = " ".repeat(widths.gap);

/**
 * Lines of at most so many columns. Long names lose their beginning, which
 * says less than their end; where there is no room for bars there are none.
 *
 * @param longestName characters of the longest name that may come
 */
export function barLines(
  bars: readonly Bar[],
  columns: number,
  longestName: number,
): string[] {
  const room = columns - widths.remark - 2 * widths.gap;
  const hasBars = room >= widths.name + widths.bar.least;
  const length = Math.min(
    longestName,
    hasBars ? room - widths.bar.least : Math.max(widths.name, room),
  );
  const width = Math.min(widths.bar.most, room - length);
  return bars.map(({ name, share, remark }) => {
    const short = name.length > length ? `…${name.slice(1 - length)}` : name;
    const start = short.padEnd(length) + gap;
    if (!hasBars) return (start + remark).slice(0, columns);
    const done = Math.floor((share ?? 0) * width);
    const bar = share === null
      ? " ".repeat(width)
      : green("█".repeat(done)) + dim("░".repeat(width - done));
    return start + bar + gap + remark.slice(0, widths.remark);
  });
}
