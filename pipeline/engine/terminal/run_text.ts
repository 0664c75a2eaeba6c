/** What is said of a run: of each event, at its end, and of the time to go. */
import { format } from "@std/fmt/duration";
import type { NodeResult } from "../run/run.ts";
import type { TimeToGo } from "../run/time_to_go.ts";
import type { RunEvent } from "../run/work.ts";
import type { Holder } from "../store/processes.ts";
import type { NodeRecord } from "../store/records.ts";
import { plural } from "../text/words.ts";

/** One sentence an event, for people; progress at most every two seconds a node. */
export function textReporter(write: (line: string) => void) {
  const lastLine = new Map<string, number>();
  return (event: RunEvent) => {
    const { node: { name }, type } = event;
    if (type === "started" || type === "progress") {
      const now = performance.now();
      const since = now - (lastLine.get(name) ?? 0);
      if (type === "progress" && since < 2000) return;
      lastLine.set(name, now);
    }
    sentencesOf(event).forEach(write);
  };
}

/** What is said of an event: nothing of what is fresh. */
export function sentencesOf(event: RunEvent): string[] {
  return partsOf(event).map((part) => `${event.node.name}: ${part}`);
}

function partsOf(event: RunEvent): string[] {
  switch (event.type) {
    case "fresh":
      return [];
    case "waiting":
      return [`waiting, since ${holderText(event.holder)} is at work on it`];
    case "fetched":
      return ["taken from the remote"];
    case "started":
      return [`running (${event.reason})`];
    case "progress": {
      const { done, total, unit } = event;
      return [
        `${Math.floor(100 * done / total)} %, ${done} of ${total} ${unit}`,
      ];
    }
    case "ran": {
      const { record, note } = event;
      return [
        `done in ${endingText(record)}`,
        ...note ? [`note: ${note}`] : [],
      ];
    }
    case "hint":
      return [`hint: ${event.what}`];
    case "damaged":
      return [`damage found: ${event.what}; it has to be made again`];
    case "failed":
      return [`failed: ${event.message}`];
    case "skipped":
      return [`skipped, because ${event.because}`];
  }
}

/** `0.2 s; diverged at example 187`: how long a node took, and what it notes. */
export function endingText({ seconds, notes = [] }: NodeRecord): string {
  return [`${seconds.toFixed(1)} s`, ...notes].join("; ");
}

/** `process 12 on host`: who is at work on a node. */
export function holderText(holder: Holder | null): string {
  return holder ? `process ${holder.pid} on ${holder.host}` : "another run";
}

/** Notes that a summary prints before it only counts. */
const mostNotes = 8;

/**
 * How many nodes ended how, the time that fresh ones saved, what nodes noted, now or
 * earlier, and where to look: `12 ran; 30 fresh, saving 1m 10s`,
 * `see outputs/index.html`.
 *
 * @param shown paths of what is there to look at: the page if it was made, else all are named
 * @param remarks lines before those of where to look
 */
export function summarise(
  results: ReadonlyMap<string, NodeResult>,
  shown: readonly string[],
  remarks: readonly string[] = [],
): string[] {
  let saved = 0;
  const counts = { ran: 0, fresh: 0, failed: 0, skipped: 0, missing: 0 };
  const notes: string[] = [];
  for (const [name, result] of results) {
    counts[result.status]++;
    if (!("record" in result)) continue;
    if (result.status === "fresh") saved += result.record.seconds;
    for (const note of result.record.notes ?? []) {
      notes.push(`  ${name}: ${note}`);
    }
  }
  const { ran, fresh, failed, skipped, missing } = counts;
  const saving = fresh > 0 ? `, saving ${secondsText(saved)}` : "";
  const more = notes.length - mostNotes;
  const page = shown.filter((path) => path.endsWith(".html"));
  return [
    [
      ...[`${ran} ran`, `${fresh} fresh${saving}`],
      ...failed > 0 ? [`${failed} failed`] : [],
      ...skipped > 0 ? [`${skipped} skipped`] : [],
      ...missing > 0 ? [`${missing} without their inputs`] : [],
    ].join("; "),
    ...notes.length > 0 ? [`${plural(notes.length, "note")}:`] : [],
    ...notes.slice(0, mostNotes),
    ...more > 0 ? [`  and ${more} more`] : [],
    ...remarks,
    ...(page.length > 0 ? page : shown).map((path) => `see ${path}`),
  ];
}

/** Seconds in words, `1m 10s`: whole ones, and at least one. */
export function secondsText(seconds: number): string {
  return format(Math.max(1, Math.ceil(seconds)) * 1000, { ignoreZero: true });
}

/**
 * What is known of the time to go, to stand after a count of nodes:
 * `, about 1m 10s by earlier runs (2 known on wasm only, 3 never run)`.
 */
export function describeTimeToGo(
  { nodes, seconds, unknown, otherSettings, otherBackends }: TimeToGo,
): string {
  if (nodes === 0 || unknown === nodes) return "";
  const remarks = [
    ...[...otherBackends].map(([name, nodes]) =>
      `${nodes} known on ${name} only`
    ),
    ...otherSettings > 0 ? [`${otherSettings} with other settings`] : [],
    ...unknown > 0 ? [`${unknown} never run and not counted`] : [],
  ];
  const remark = remarks.length > 0 ? ` (${remarks.join(", ")})` : "";
  return `, about ${secondsText(seconds)} by earlier runs${remark}`;
}
