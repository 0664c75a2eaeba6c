import type { ModelSummary } from "../../lib/statistics/summary.ts";
import type { TraceEvent } from "../../lib/io/trace.ts";
import { Markup, markup } from "./markup.ts";

/** What happened while models trained: early ends, repairs of a loop. Empty where nothing did. */
export function eventsList(models: readonly ModelSummary[]): Markup {
  const lines = models.flatMap(({ name, outcomes }) =>
    outcomes.flatMap(({ seed, outcome, events }) => {
      const ended = outcome.status === "finished" ? [] : [
        `${outcome.status} at iteration ${outcome.iteration}: ${outcome.reason}`,
      ];
      return [...grouped(events), ...ended].map((what) =>
        `${name}, seed ${seed}: ${what}`
      );
    })
  );
  if (lines.length === 0) return new Markup("");
  return markup`<h3>What happened on the way</h3>
<ul>
${lines.map((line) => markup`<li>${line}</li>\n`)}</ul>`;
}

/** Events of a kind told once, with how often and where first. */
function grouped(events: readonly TraceEvent[]): string[] {
  const kinds = new Map<string, TraceEvent[]>();
  for (const event of events) {
    kinds.set(event.event, [...kinds.get(event.event) ?? [], event]);
  }
  return [...kinds].map(([kind, [first, ...more]]) => {
    const where = `at iteration ${first.iteration} (${first.detail})`;
    return more.length === 0
      ? `${kind} ${where}`
      : `${kind} ${more.length + 1} times, first ${where}`;
  });
}
