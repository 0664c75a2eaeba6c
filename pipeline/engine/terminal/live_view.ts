/** What a terminal shows while nodes run: from events to lines. */
import type { RunEvent } from "../run/events.ts";
import { type Bar, barLines, type BarStyle } from "./live_bars.ts";
import { holderText } from "./reporter.ts";
import { secondsText } from "./time_text.ts";

/** A moment of a run, as its terminal sees it. */
export interface Moment {
  /** milliseconds, by the clock that events came with */
  now: number;
  /** characters a line may have */
  columns: number;
  style: BarStyle;
  /** whether the run was asked to stop */
  stopping: boolean;
}

/** Listens to a run, and shows where it stands. */
export interface LiveView {
  take(event: RunEvent, now: number): void;
  /** a line for every node at work, and one that counts */
  lines(moment: Moment): string[];
}

interface Progress {
  done: number;
  total: number;
  unit: string;
  at: number;
}

/** A node at work; its rate counts from the first progress that is told, since it may go on from a checkpoint. */
interface Running {
  since: number;
  first?: Progress;
  last?: Progress;
}

type Standing =
  | { state: "fresh" | "ran" | "failed" | "skipped" }
  | { state: "elsewhere"; holder: string }
  | { state: "running"; running: Running };

/** The view of a run of the nodes with these names. */
export function liveView(names: readonly string[]): LiveView {
  const longestName = names.reduce(
    (most, { length }) => Math.max(most, length),
    0,
  );
  const standings = new Map<string, Standing>();
  return {
    take(event, now) {
      const { name } = event.node;
      const next = standingAfter(event, standings.get(name), now);
      if (next) standings.set(name, next);
    },
    lines({ now, columns, style, stopping }) {
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
      return { state: "running", running: { since: now } };
    case "progress": {
      if (before?.state !== "running") return;
      const { done, total, unit } = event;
      const last = { done, total, unit, at: now };
      const { since, first = last } = before.running;
      return { state: "running", running: { since, first, last } };
    }
    case "hint":
    case "damaged":
      return;
    default:
      event satisfies never;
  }
}

/** What is drawn of a node: a bar if it is at work, a word if another run is. */
function barOf(name: string, standing: Standing, now: number): Bar[] {
  if (standing.state === "elsewhere") {
    return [{ name, share: null, remark: `left to ${standing.holder}` }];
  }
  if (standing.state !== "running") return [];
  const { since, first, last } = standing.running;
  if (!first || !last) {
    const remark = `running for ${secondsText((now - since) / 1000)}`;
    return [{ name, share: null, remark }];
  }
  const share = Math.min(1, last.done / last.total);
  if (share === 1) return [{ name, share, remark: "100 %  finishing" }];
  const percent = `${Math.floor(100 * share)} %`.padStart(5);
  const seconds = (last.at - first.at) / 1000;
  const rate = (last.done - first.done) / seconds;
  // a rate over a shorter time is a guess
  if (!(seconds >= 0.5 && rate > 0)) return [{ name, share, remark: percent }];
  const left = (last.total - last.done) / rate - (now - last.at) / 1000;
  const remark = `${percent}  ${rateText(rate)} ${last.unit}/s  ${
    secondsText(left)
  } to go`;
  return [{ name, share, remark }];
}

function rateText(rate: number): string {
  return rate < 10 ? rate.toFixed(1) : String(Math.round(rate));
}

/** `42 of 95 done (12 ran, 30 fresh), 2 running, 51 waiting` */
function countLine(
  standings: ReadonlyMap<string, Standing>,
  total: number,
): string {
  const counts = {
    ran: 0,
    fresh: 0,
    failed: 0,
    skipped: 0,
    running: 0,
    elsewhere: 0,
  };
  for (const { state } of standings.values()) counts[state]++;
  const done = counts.ran + counts.fresh + counts.failed + counts.skipped;
  const kinds = (["ran", "fresh", "failed", "skipped"] as const)
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${counts[kind]} ${kind}`);
  const kindsText = kinds.length > 0 ? ` (${kinds.join(", ")})` : "";
  const waiting = total - done - counts.running;
  return `${done} of ${total} done${kindsText}, ${counts.running} running, ${waiting} waiting`;
}
