import type { Series, Trace } from "../io/trace.ts";

/** A trace without what was measured or noted at an iteration and after it. */
export function traceBefore(
  { series, events, outcome }: Trace,
  end: number,
): Trace {
  const earlier: Record<string, Series> = {};
  for (const [metric, { iteration, value }] of Object.entries(series)) {
    const first = iteration.findIndex((i) => i >= end);
    const length = first < 0 ? iteration.length : first;
    if (length === 0) continue;
    earlier[metric] = {
      iteration: iteration.slice(0, length),
      value: value.slice(0, length),
    };
  }
  return {
    series: earlier,
    events: events.filter(({ iteration }) => iteration < end),
    outcome,
  };
}
