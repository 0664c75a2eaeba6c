import { encodeArrays } from "../../../lib/io/arrays.ts";
import {
  encodeOutcome,
  type Outcome,
  seriesArrays,
  type TraceEvent,
} from "../../../lib/io/trace.ts";

/** The two files that training a model from a seed leaves, as inputs of aggregation. */
export function traceInputs(
  model: string,
  seed: number,
  { metrics, outcome = { status: "finished" }, events = [] }: {
    /** by metric, the values at iterations 0, 1, 2 … */
    metrics: Record<string, number[]>;
    outcome?: Outcome;
    events?: TraceEvent[];
  },
): Record<string, Uint8Array | string> {
  const series = Object.fromEntries(
    Object.entries(metrics).map(([metric, values]) => [metric, {
      iteration: Float64Array.from(values, (_, k) => k),
      value: Float64Array.from(values),
    }]),
  );
  return {
    [`${model}/seed-${seed}/trace.npz`]: encodeArrays(seriesArrays(series)),
    [`${model}/seed-${seed}/outcome.json`]: encodeOutcome(model, {
      outcome,
      events,
    }),
  };
}
