/** Numbers that claims take from one run. */
import type { Trace, TraceEvent } from "../io/trace.ts";
import type { Measure } from "./results.ts";

/** Iterations from the first to the last, both included. */
export type Span = readonly [first: number, last: number];

/** The last value of `metric` measured in `span`. */
export function valueIn(metric: string, [first, last]: Span): Measure {
  return (trace) => {
    const missing = missingBefore(trace, metric, first);
    if (missing) return missing;
    const { iteration, value } = trace.series[metric];
    const k = iteration.findLastIndex((i) => i <= last);
    return k < 0 || iteration[k] < first
      ? `was not measured between iterations ${first} and ${last}`
      : value[k];
  };
}

/** The mean of what was measured of `metric` in `span`. */
export function meanIn(metric: string, [first, last]: Span): Measure {
  return (trace) => {
    const missing = missingBefore(trace, metric, last);
    if (missing) return missing;
    const { iteration, value } = trace.series[metric];
    const values = value.filter((_, k) =>
      first <= iteration[k] && iteration[k] <= last
    );
    return values.length === 0
      ? `was not measured between iterations ${first} and ${last}`
      : values.reduce((sum, one) => sum + one, 0) / values.length;
  };
}

/** How often a loop lost its stability up to iteration `last`; that one did counts however short the run. */
export function stabilityLosses(last: number): Measure {
  return (trace) => {
    const losses =
      trace.events.filter((event) =>
        isStabilityLoss(event) && event.iteration <= last
      ).length;
    return losses > 0 ? losses : ending(trace, last) ?? losses;
  };
}

/** Whether an event tells that a loop had lost its stability, whether or not it was mended. */
export function isStabilityLoss({ event }: TraceEvent): boolean {
  return event === "repaired" || event === "not repaired";
}

/** Why a run says nothing of `metric` at `iteration`; null if it may. */
function missingBefore(
  trace: Trace,
  metric: string,
  iteration: number,
): string | null {
  const end = ending(trace, iteration);
  if (end !== null) return end;
  return trace.series[metric] ? null : `has no ${metric.replaceAll("_", " ")}`;
}

/** How a run ended before `iteration`, in words; null if it came so far. */
function ending({ series, outcome }: Trace, iteration: number): string | null {
  if (outcome.status !== "finished") {
    return outcome.iteration <= iteration
      ? `${outcome.status} at iteration ${outcome.iteration}: ${outcome.reason}`
      : null;
  }
  const reached = Math.max(
    -1,
    ...Object.values(series).map(({ iteration }) => iteration.at(-1) ?? -1),
  );
  return reached < iteration
    ? `was trained to iteration ${reached}, and this is about iteration ${iteration}`
    : null;
}
