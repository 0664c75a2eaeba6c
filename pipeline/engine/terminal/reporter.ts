/** What happens in a run, as lines for people. */
import type { RunEvent } from "../run/work.ts";
import type { Holder } from "../store/leases.ts";
import type { NodeRecord } from "../store/records.ts";

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
      return [`damage found: ${event.what}; making it again`];
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
