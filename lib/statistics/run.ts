import { decodeArrays, encodeArrays, type NamedArray } from "../io/arrays.ts";
import type { Row } from "../io/table.ts";
import {
  decodeSeries,
  type Series,
  seriesArrays,
  type Trace,
} from "../io/trace.ts";
import type { Averaging } from "./estimate.ts";
import type { Summary } from "./summary.ts";

/** What training one model from one seed left behind. */
export interface Run {
  model: string;
  seed: number;
  trace: Trace;
}

/**
 * How seeds of a metric are averaged: the regressions' squared errors fall through fifteen orders
 * of magnitude and are read on log axes, so geometrically; everything else arithmetically.
 */
export function averagingOf(metric: string): Averaging {
  return metric === "error" || metric === "normalised_error"
    ? "geometric"
    : "arithmetic";
}

/** The metrics that any of `runs` measured, in the order first met. */
export function metricsOf(runs: readonly Run[]): string[] {
  return [...new Set(runs.flatMap(({ trace }) => Object.keys(trace.series)))];
}

/** The series of `metric` in those of `runs` that measured it. */
export function seriesOf(runs: readonly Run[], metric: string): Series[] {
  return runs.flatMap(({ trace }) => trace.series[metric] ?? []);
}

/** The rows of an experiment's table: run by run, metric by metric, in order of iteration. */
export function* rowsOf(
  runs: readonly Run[],
  experiment: string,
): Generator<Row> {
  for (const { model: variant, seed, trace } of runs) {
    for (const [metric, { iteration, value }] of Object.entries(trace.series)) {
      for (let k = 0; k < iteration.length; k++) {
        yield {
          experiment,
          variant,
          seed,
          iteration: iteration[k],
          metric,
          value: value[k],
        };
      }
    }
  }
}

/** The bytes of every run's series: an `.npz` of arrays named `<model>/seed-<s>/<metric>.iteration` and `.value`. */
export function encodeRuns(runs: readonly Run[]): Uint8Array {
  const arrays: Record<string, NamedArray> = {};
  for (const run of runs) {
    const series = seriesArrays(run.trace.series);
    for (const [name, array] of Object.entries(series)) {
      arrays[`${folderOf(run)}/${name}`] = array;
    }
  }
  return encodeArrays(arrays);
}

/**
 * The runs of an experiment: their series from `bytes`, how they ended from the summary.
 *
 * @throws {SyntaxError} if the bytes are not an archive.
 * @throws {RangeError} if a metric has not as many values as iterations.
 */
export function decodeRuns(
  bytes: Uint8Array,
  { models }: Pick<Summary, "models">,
): Run[] {
  const folders: Record<string, Record<string, NamedArray>> = {};
  for (const [name, array] of Object.entries(decodeArrays(bytes))) {
    const end = name.lastIndexOf("/");
    (folders[name.slice(0, end)] ??= {})[name.slice(end + 1)] = array;
  }
  return models.flatMap(({ name: model, outcomes }) =>
    outcomes.map(({ seed, outcome, events }) => {
      const series = decodeSeries(folders[folderOf({ model, seed })] ?? {});
      return { model, seed, trace: { series, outcome, events } };
    })
  );
}

function folderOf({ model, seed }: Pick<Run, "model" | "seed">): string {
  return `${model}/seed-${seed}`;
}
