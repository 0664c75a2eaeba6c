/** Numbers that claims take from one run. */
import type { Trace, TraceEvent } from "../io/trace.ts";
import type { Measure } from "./claim.ts";

/** Iterations from the first to the last, both included. */
export type Span = readonly [first: number, last: number];

/** The last value of `metric` measured in `span`. */
export function valueIn(metric: string, span: Span): Measure {
  const last = (values: Float64Array) => values.at(-1)!;
  return {
    says: `last ${metric} of iterations ${span.join(" to ")}`,
    of: measuredIn(metric, span, span[0], last),
  };
}

/** The mean of what was measured of `metric` in `span`. */
export function meanIn(metric: string, span: Span): Measure {
  const mean = (values: Float64Array) =>
    values.reduce((sum, one) => sum + one, 0) / values.length;
  return {
    says: `mean ${metric} of iterations ${span.join(" to ")}`,
    of: measuredIn(metric, span, span[1], mean),
  };
}

/** A number of the values in a span, of a run that came to iteration `needed`. */
function measuredIn(
  metric: string,
  [first, last]: Span,
  needed: number,
  numberOf: (values: Float64Array) => number,
): Measure["of"] {
  return (trace) => {
    const end = ending(trace, needed);
    if (end !== null) return end;
    const series = trace.series[metric];
    if (!series) return `has no ${metric.replaceAll("_", " ")}`;
    const { iteration, value } = series;
    const values = value.filter((_, k) =>
      first <= iteration[k] && iteration[k] <= last
    );
    return values.length === 0
      ? `was not measured between iterations ${first} and ${last}`
      : numberOf(values);
  };
}

/** How often a loop lost its stability up to iteration `last`; a loss counts however short the run. */
export function stabilityLosses(last: number): Measure {
  const of = (trace: Trace) => {
    const losses = trace.events.filter(isStabilityLoss)
      .filter(({ iteration }) => iteration <= last).length;
    return losses > 0 ? losses : ending(trace, last) ?? losses;
  };
  return { says: `losses of stability to iteration ${last}`, of };
}

/** Whether an event says that a loop had lost its stability, whether or not it was mended. */
export function isStabilityLoss({ event }: TraceEvent): boolean {
  return event === "repaired" || event === "not repaired";
}

/** How a run ended before `iteration`, as text; null if it came so far. */
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
