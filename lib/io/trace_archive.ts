/** What a training node leaves behind of a trace, as the bytes of its files. */
import { encodeArrays, type NamedArray } from "./arrays.ts";
import type { Trace } from "./trace.ts";

/** `trace.npz`: arrays `<metric>.iteration` and `<metric>.value` of float64. */
export function encodeSeries(series: Trace["series"]): Uint8Array {
  return encodeArrays(seriesArrays(series));
}

/** The arrays of `trace.npz`. */
export function seriesArrays(
  series: Trace["series"],
): Record<string, NamedArray> {
  const arrays: Record<string, NamedArray> = {};
  for (const [metric, { iteration, value }] of Object.entries(series)) {
    const shape = [iteration.length];
    arrays[`${metric}.iteration`] = { shape, data: iteration };
    arrays[`${metric}.value`] = { shape, data: value };
  }
  return arrays;
}

/**
 * The series in the arrays of `trace.npz`.
 *
 * @throws {RangeError} if a metric has not as many values as iterations.
 */
export function decodeSeries(
  arrays: Record<string, NamedArray>,
): Trace["series"] {
  const series: Trace["series"] = {};
  for (const [name, { data: iteration }] of Object.entries(arrays)) {
    if (!name.endsWith(".iteration")) continue;
    const metric = name.slice(0, -".iteration".length);
    const value = arrays[`${metric}.value`]?.data ?? [];
    if (iteration.length !== value.length) {
      throw new RangeError(
        `Cannot read ${metric}: it has ${iteration.length} iterations and ${value.length} values`,
      );
    }
    series[metric] = {
      iteration: Float64Array.from(iteration),
      value: Float64Array.from(value),
    };
  }
  return series;
}

/** `outcome.json`: the model, how its training ended, and what happened on the way. */
export function encodeOutcome(
  model: string,
  { outcome, events }: Pick<Trace, "outcome" | "events">,
): string {
  return JSON.stringify({ model, outcome, events }, null, 2) + "\n";
}
