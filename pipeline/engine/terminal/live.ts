/** What a terminal shows while nodes run: bars at its foot, painted again and again. */
import { dim, green } from "@std/fmt/colors";
import type { RunEvent } from "../run/work.ts";
import type { LiveRegion } from "./live_region.ts";
import {
  holderText,
  jsonReporter,
  type OpenReporter,
  sentencesOf,
  textReporter,
} from "./reporter.ts";
import type { Stream } from "./stream.ts";
import { secondsText } from "./summary.ts";

/** Opens what reports a run on a stream: live if that is a terminal and not for programs. */
export function openReporter(
  log: "text" | "json",
  { write, terminal }: Stream,
  run: { names: readonly string[]; signal: AbortSignal },
): OpenReporter {
  if (log === "text" && terminal) {
    return liveReporter(run, async () => {
      // loaded only where something is painted
      const { openLiveRegion } = await import("./live_region.ts");
      return openLiveRegion(terminal);
    });
  }
  const report = log === "json" ? jsonReporter(write) : textReporter(write);
  return { report, close: () => Promise.resolve() };
}

/** Milliseconds from one painting to the next. */
const intervalMs = 100;

/**
 * Shows where the run stands until it is closed, and keeps troubles above. The region
 * is opened by the first event of a node at work, so that a run that finds everything
 * fresh paints nothing.
 */
export function liveReporter(
  { names, signal, style = { done: green, faint: dim } }: {
    /** of all nodes in the run */
    names: readonly string[];
    /** asks the run to stop */
    signal: AbortSignal;
    style?: BarStyle;
  },
  open: () => Promise<LiveRegion>,
): OpenReporter {
  const view = liveView(names);
  const troubles: string[] = [];
  let opening: Promise<LiveRegion> | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;

  const paint = (region: LiveRegion) => {
    for (const line of troubles.splice(0)) region.keep(line);
    region.show(view.lines({
      now: performance.now(),
      columns: region.columns(),
      style,
      stopping: signal.aborted,
    }));
  };
  return {
    report(event) {
      view.take(event, performance.now());
      // what a reader should find when the view is gone: of a node that ran, its note
      const skipped = event.type === "ran" ? 1 : 0;
      if (["failed", "damaged", "hint", "ran"].includes(event.type)) {
        troubles.push(...sentencesOf(event).slice(skipped));
      }
      if (event.type === "fresh") return;
      opening ??= open().then((region) => {
        timer = setInterval(paint, intervalMs, region);
        return region;
      });
    },
    async close() {
      const region = await opening;
      clearInterval(timer);
      if (!region) return;
      paint(region); // what has come since the last time
      region.close();
    },
  };
}

/** A moment of a run, as its terminal shows it. */
export interface Moment {
  /** milliseconds, by the clock of `take` */
  now: number;
  /** characters a line may have */
  columns: number;
  style: BarStyle;
  /** whether the run was asked to stop */
  stopping: boolean;
}

interface Progress {
  done: number;
  total: number;
  unit: string;
  at: number;
}

/** A node at work; its rate counts from the first progress, since it may go on from a checkpoint. */
interface Running {
  state: "running";
  since: number;
  first?: Progress;
  last?: Progress;
}

type Standing =
  | { state: "fresh" | "ran" | "failed" | "skipped" }
  | { state: "elsewhere"; holder: string }
  | Running;

/** Listens to a run of the nodes with these names, and shows where it stands. */
export function liveView(names: readonly string[]) {
  const longestName = names.reduce(
    (most, { length }) => Math.max(most, length),
    0,
  );
  const standings = new Map<string, Standing>();
  return {
    take(event: RunEvent, now: number): void {
      const { name } = event.node;
      const next = standingAfter(event, standings.get(name), now);
      if (next) standings.set(name, next);
    },
    /** a line for every node at work, and one that counts */
    lines({ now, columns, style, stopping }: Moment): string[] {
      const bars = [...standings].flatMap(([name, standing]) =>
        barOf(name, standing, now)
      );
      const count = countLine(standings, names.length) +
        (stopping ? "; stopping" : "");
      return [
        ...barLines(bars, { columns, style, longestName }),
        style.faint(count.slice(0, columns)),
      ];
    },
  };
}

/** Where a node stands after an event; `undefined` if where it stood. */
function standingAfter(
  event: RunEvent,
  before: Standing | undefined,
  now: number,
): Standing | undefined {
  switch (event.type) {
    case "fresh":
    case "fetched":
      return { state: "fresh" };
    case "ran":
    case "failed":
    case "skipped":
      return { state: event.type };
    case "waiting":
      return { state: "elsewhere", holder: holderText(event.holder) };
    case "started":
      return { state: "running", since: now };
    case "progress": {
      if (before?.state !== "running") return;
      const { done, total, unit } = event;
      const last = { done, total, unit, at: now };
      return { ...before, first: before.first ?? last, last };
    }
    case "hint":
    case "damaged":
      return;
    default:
      event satisfies never;
  }
}

/** What is drawn of a node: a bar if it is at work, a remark if another run is. */
function barOf(name: string, standing: Standing, now: number): Bar[] {
  switch (standing.state) {
    case "elsewhere":
      return [{ name, share: null, remark: `left to ${standing.holder}` }];
    case "running":
      return [{ name, ...progressOf(standing, now) }];
    default:
      return [];
  }
}

function progressOf(
  { since, first, last }: Running,
  now: number,
): Omit<Bar, "name"> {
  if (!first || !last) {
    const remark = `running for ${secondsText((now - since) / 1000)}`;
    return { share: null, remark };
  }
  const share = Math.min(1, last.done / last.total);
  if (share === 1) return { share, remark: "100 %  finishing" };
  const percent = `${Math.floor(100 * share)} %`.padStart(5);
  const seconds = (last.at - first.at) / 1000;
  const rate = (last.done - first.done) / seconds;
  // a rate over a shorter time is a guess
  if (!(seconds >= 0.5 && rate > 0)) return { share, remark: percent };
  const left = (last.total - last.done) / rate - (now - last.at) / 1000;
  const speed = rate < 10 ? rate.toFixed(1) : Math.round(rate);
  const remark = `${percent}  ${speed} ${last.unit}/s  ${
    secondsText(left)
  } to go`;
  return { share, remark };
}

/** `42 of 95 done (12 ran, 30 fresh), 2 running, 51 waiting` */
function countLine(
  standings: ReadonlyMap<string, Standing>,
  total: number,
): string {
  const states = Map.groupBy(standings.values(), ({ state }) => state);
  const count = (state: Standing["state"]) => states.get(state)?.length ?? 0;
  const ends = (["ran", "fresh", "failed", "skipped"] as const)
    .filter((state) => count(state) > 0);
  const done = ends.reduce((sum, state) => sum + count(state), 0);
  const kinds = ends.map((state) => `${count(state)} ${state}`).join(", ");
  const running = count("running");
  return `${done} of ${total} done${
    kinds && ` (${kinds})`
  }, ${running} running, ${total - done - running} waiting`;
}

/** One line with a bar. */
export interface Bar {
  name: string;
  /** how much of it is done, from 0 to 1; null draws no bar */
  share: number | null;
  remark: string;
}

/** How parts of a line look; each gives back the text it is given, with what colours it. */
export interface BarStyle {
  done(text: string): string;
  faint(text: string): string;
}

/** Columns of the parts of a line; they stay where they are, whatever comes and goes. */
const widths = { gap: 2, name: 16, remark: 36, bar: { least: 8, most: 30 } };
const gap = " ".repeat(widths.gap);

/**
 * Lines of at most so many columns. Long names lose their beginning, which
 * says less than their end; where there is no room for bars there are none.
 */
export function barLines(
  bars: readonly Bar[],
  { columns, style, longestName }: {
    columns: number;
    style: BarStyle;
    /** characters of the longest name that may come */
    longestName: number;
  },
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
      : style.done("█".repeat(done)) + style.faint("░".repeat(width - done));
    return start + bar + gap + remark.slice(0, widths.remark);
  });
}
