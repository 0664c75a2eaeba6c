/** Turns what happens in a run into lines. */
import type { RunEvent } from "./engine/events.ts";

/** Listens to a run. */
export type Reporter = (event: RunEvent) => void;

/** One sentence a happening, for people; progress at most every two seconds a node. */
export function textReporter(write: (line: string) => void): Reporter {
  const lastTold = new Map<string, number>();
  return (event) => {
    const { name } = event.node;
    switch (event.type) {
      case "fresh":
        return;
      case "waiting":
        return write(
          `${name}: waiting, since ${
            event.holder
              ? `process ${event.holder.pid} on ${event.holder.host}`
              : "another run"
          } is at work on it`,
        );
      case "started":
        lastTold.set(name, performance.now());
        return write(`${name}: running (${event.reason})`);
      case "progress": {
        const now = performance.now();
        if (now - (lastTold.get(name) ?? 0) < 2000) return;
        lastTold.set(name, now);
        const percent = Math.floor(100 * event.done / event.total);
        return write(
          `${name}: ${percent} %, ${event.done} of ${event.total} ${event.unit}`,
        );
      }
      case "ran":
        write(`${name}: done in ${event.record.seconds.toFixed(1)} s`);
        if (event.note) write(`${name}: note: ${event.note}`);
        return;
      case "hint":
        return write(`${name}: hint: ${event.what}`);
      case "damaged":
        return write(`${name}: damage found: ${event.what}; making it again`);
      case "failed":
        return write(`${name}: failed: ${event.message}`);
      case "skipped":
        return write(`${name}: skipped, because ${event.because}`);
      default:
        event satisfies never;
    }
  };
}

/** One JSON object a line, for programs. */
export function jsonReporter(write: (line: string) => void): Reporter {
  return ({ node, ...event }) =>
    write(JSON.stringify({ ...event, node: node.name }));
}
