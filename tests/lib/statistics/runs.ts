import type { Run } from "../../../lib/statistics/run.ts";
import type { Outcome } from "../../../lib/io/trace.ts";

/** A made-up run whose metrics were measured at iterations 0, 1, 2 … */
export function runOf(
  model: string,
  seed: number,
  metrics: Record<string, number[]>,
  outcome: Outcome = { status: "finished" },
): Run {
  const series = Object.fromEntries(
    Object.entries(metrics).map(([metric, values]) => [metric, {
      iteration: Float64Array.from(values, (_, k) => k),
      value: Float64Array.from(values),
    }]),
  );
  return { model, seed, trace: { series, events: [], outcome } };
}
