/** How a model's training is recorded, and the contents of the files it leaves behind. */
import type { NamedArray } from "./arrays.ts";

/** Why a model stopped, as data: normal endings and mathematical failures alike. */
export type Outcome =
  | { status: "finished" }
  | { status: "diverged"; iteration: number; reason: string }
  | { status: "unstable"; iteration: number; reason: string };

/** Something worth reporting that happened to a model at one iteration. */
export interface TraceEvent {
  iteration: number;
  event: string;
  detail: string;
}

/** One metric of one model over training: `value[k]` was measured at `iteration[k]`. */
export interface Series {
  iteration: Float64Array;
  value: Float64Array;
}

/** What training a model leaves behind, beside its weights. */
export interface Trace {
  /** by metric: `error`, `test_error`, `spectral_abscissa_1`, … */
  series: Record<string, Series>;
  events: TraceEvent[];
  outcome: Outcome;
}

/** Collects measurements while a model trains. */
export class TraceRecorder {
  readonly #columns: Record<string, Record<keyof Series, number[]>> = {};
  readonly #events: TraceEvent[] = [];

  /** @param series what was recorded before, to go on from */
  constructor(series: Trace["series"] = {}) {
    for (const [metric, { iteration, value }] of Object.entries(series)) {
      this.#columns[metric] = {
        iteration: [...iteration],
        value: [...value],
      };
    }
  }

  /** Records what `metric` was at `iteration`. */
  record(metric: string, iteration: number, value: number): void {
    const column = this.#columns[metric] ??= { iteration: [], value: [] };
    column.iteration.push(iteration);
    column.value.push(value);
  }

  /** Records that something happened, such as the repair of a loop. */
  note(iteration: number, event: string, detail: string): void {
    this.#events.push({ iteration, event, detail });
  }

  /** What has been recorded so far. */
  series(): Trace["series"] {
    const series: Trace["series"] = {};
    for (const [metric, column] of Object.entries(this.#columns)) {
      series[metric] = {
        iteration: Float64Array.from(column.iteration),
        value: Float64Array.from(column.value),
      };
    }
    return series;
  }

  /** The trace so far, ended by `outcome`. */
  finish(outcome: Outcome): Trace {
    return { series: this.series(), events: this.#events, outcome };
  }
}

/** The arrays of `trace.npz`, float64: `<metric>.iteration` and `<metric>.value`, each name after a prefix. */
export function seriesArrays(
  series: Trace["series"],
  prefix = "",
): Record<string, NamedArray> {
  return Object.fromEntries(
    Object.entries(series).flatMap(([metric, column]) =>
      (["iteration", "value"] as const).map((part) => {
        const data = column[part];
        return [`${prefix}${metric}.${part}`, { shape: [data.length], data }];
      })
    ),
  );
}

/** The series among arrays whose names begin with a prefix. */
export function decodeSeries(
  arrays: Record<string, NamedArray>,
  prefix = "",
): Trace["series"] {
  const series: Trace["series"] = {};
  for (const [name, { data: iteration }] of Object.entries(arrays)) {
    if (!name.startsWith(prefix) || !name.endsWith(".iteration")) continue;
    const metric = name.slice(prefix.length, -".iteration".length);
    const value = arrays[`${prefix}${metric}.value`].data;
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
