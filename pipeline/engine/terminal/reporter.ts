/** Reports what happens in a run: as lines for people, or as JSON for programs. */
import type { RunEvent } from "../run/work.ts";
import type { Holder } from "../store/leases.ts";
import type { NodeRecord } from "../store/records.ts";

export type Reporter = (event: RunEvent) => void;

/** A reporter that is closed when the run is over. */
export interface OpenReporter {
  report: Reporter;
  close(): Promise<void>;
}

/** One sentence an event, for people; progress at most every two seconds a node. */
export function textReporter(write: (line: string) => void): Reporter {
  const lastLine = new Map<string, number>();
  return (event) => {
    const { name } = event.node;
    if (event.type === "started") lastLine.set(name, performance.now());
    if (event.type === "progress") {
      const now = performance.now();
      if (now - (lastLine.get(name) ?? 0) < 2000) return;
      lastLine.set(name, now);
    }
    for (const line of sentencesOf(event)) write(line);
  };
}

/** What is said of an event: nothing of what is fresh. */
export function sentencesOf(event: RunEvent): string[] {
  const { name } = event.node;
  switch (event.type) {
    case "fresh":
      return [];
    case "waiting":
      return [
        `${name}: waiting, since ${holderText(event.holder)} is at work on it`,
      ];
    case "fetched":
      return [`${name}: taken from the remote`];
    case "started":
      return [`${name}: running (${event.reason})`];
    case "progress": {
      const percent = Math.floor(100 * event.done / event.total);
      return [
        `${name}: ${percent} %, ${event.done} of ${event.total} ${event.unit}`,
      ];
    }
    case "ran":
      return [
        `${name}: done in ${endingText(event.record)}`,
        ...event.note ? [`${name}: note: ${event.note}`] : [],
      ];
    case "hint":
      return [`${name}: hint: ${event.what}`];
    case "damaged":
      return [`${name}: damage found: ${event.what}; making it again`];
    case "failed":
      return [`${name}: failed: ${event.message}`];
    case "skipped":
      return [`${name}: skipped, because ${event.because}`];
    default:
      return event satisfies never;
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

/** One JSON object a line, for programs. */
export function jsonReporter(write: (line: string) => void): Reporter {
  return ({ node, ...event }) =>
    write(JSON.stringify({ ...event, node: node.name }));
}
