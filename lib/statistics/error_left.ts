import type { Trace } from "../io/trace.ts";

/**
 * A trace with the metric `error_left` wherever it has `error`: the squared error as a share of
 * that before training, which teachers drawn from different seeds have in common.
 *
 *   error left = error / error at iteration 0
 */
export function withErrorLeft(trace: Trace): Trace {
  const { error } = trace.series;
  if (!error) return trace;
  const value = error.value.map((value) => value / error.value[0]);
  const series = { ...trace.series, error_left: { ...error, value } };
  return { ...trace, series };
}
