/** What a training node leaves behind of a trace, as the bytes of its files. */
import { encodeArrays, type NamedArray } from "./arrays.ts";
import type { Trace } from "./trace.ts";

/** `trace.npz`: arrays `<metric>.iteration` and `<metric>.value` of float64. */
export function encodeSeries(series: Trace["series"]): Uint8Array {
  const arrays: Record<string, NamedArray> = {};
  for (const [metric, { iteration, value }] of Object.entries(series)) {
    const shape = [iteration.length];
    arrays[`${metric}.iteration`] = { shape, data: iteration };
    arrays[`${metric}.value`] = { shape, data: value };
  }
  return encodeArrays(arrays);
}

/** `outcome.json`: the model, how its training ended, and what happened on the way. */
export function encodeOutcome(
  model: string,
  { outcome, events }: Pick<Trace, "outcome" | "events">,
): string {
  return JSON.stringify({ model, outcome, events }, null, 2) + "\n";
}
