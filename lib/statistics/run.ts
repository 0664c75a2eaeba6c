import { decodeArrays, encodeArrays } from "../io/arrays.ts";
import type { Row } from "../io/table.ts";
import { type Series, seriesArrays, type Trace } from "../io/trace.ts";
import type { Averaging } from "./estimate.ts";
import type { Summary } from "./summary.ts";

/** What training one model from one seed left behind. */
export interface Run {
  model: string;
  seed: number;
  trace: Trace;
}

const geometric =
  /^(error|centred_error|error_left|normalised_error|condition_\d+|gain_.+)$/;

/**
 * How seeds of a metric are averaged: the regressions' squared errors fall through fifteen orders
 * of magnitude and are read on log axes, as are condition numbers and gains, so geometrically;
 * everything else arithmetically.
 */
export function averagingOf(metric: string): Averaging {
  return geometric.test(metric) ? "geometric" : "arithmetic";
}

/** The metrics that any of `runs` measured, in the order first met. */
export function metricsOf(runs: readonly Run[]): string[] {
  return [...new Set(runs.flatMap(({ trace }) => Object.keys(trace.series)))];
}

/** The errors that training ends with, the more telling one first. */
const endMetrics = ["test_error", "error"] as const;

export type EndMetric = typeof endMetrics[number];

/** The error that `runs` end with; undefined if they measured none. */
export function endMetricOf(runs: readonly Run[]): EndMetric | undefined {
  const metrics = metricsOf(runs);
  return endMetrics.find((metric) => metrics.includes(metric));
}

/** The series of `metric` in those of `runs` that measured it. */
export function seriesOf(runs: readonly Run[], metric: string): Series[] {
  return runs.flatMap(({ trace }) => trace.series[metric] ?? []);
}

/** A run whose every series is changed alike. */
export function withSeries(run: Run, change: (one: Series) => Series): Run {
  const series = Object.entries(run.trace.series)
    .map(([metric, one]) => [metric, change(one)]);
  const trace = { ...run.trace, series: Object.fromEntries(series) };
  return { ...run, trace };
}

/** How many measurements a run has of all its metrics. */
export function measurements({ trace }: Run): number {
  return Object.values(trace.series)
    .reduce((sum, { iteration }) => sum + iteration.length, 0);
}

/** What a run has otherwise than its profile: of each model the values of settings and of its own fields. */
export type Differing = Record<string, Record<string, unknown>>;

/** The columns that tables have for what differs, after the usual ones. */
export function differingColumns(differing: Differing = {}): string[] {
  return [...new Set(Object.values(differing).flatMap(Object.keys))];
}

/** The rows of an experiment's table: run by run, metric by metric, in order of iteration. */
export function* rowsOf(
  runs: readonly (Pick<Run, "model" | "seed"> & {
    trace: Pick<Trace, "series">;
  })[],
  experiment: string,
  differing: Differing = {},
): Generator<Row> {
  for (const { model: variant, seed, trace } of runs) {
    for (const [metric, { iteration, value }] of Object.entries(trace.series)) {
      const row = { experiment, variant, seed, metric, ...differing[variant] };
      for (let k = 0; k < iteration.length; k++) {
        yield { ...row, iteration: iteration[k], value: value[k] };
      }
    }
  }
}

/** The bytes of every run's series: an `.npz` of arrays named `<model>/seed-<s>/<metric>.iteration` and `.value`. */
export function encodeRuns(runs: readonly Run[]): Uint8Array {
  const series = runs.map((run) =>
    seriesArrays(run.trace.series, folderOf(run))
  );
  return encodeArrays(Object.assign({}, ...series));
}

/** The runs of an experiment: their series from `bytes`, how they ended from the summary. */
export function decodeRuns(
  bytes: Uint8Array,
  { models }: Pick<Summary, "models">,
): Run[] {
  const parts: Record<string, Record<string, Partial<Series>>> = {};
  for (const [name, { data }] of Object.entries(decodeArrays(bytes))) {
    const [, folder, metric, part] = name.match(/^(.*\/)(.*)\.(.*)$/)!;
    ((parts[folder] ??= {})[metric] ??= {})[part as keyof Series] =
      data as Float64Array;
  }
  return models.flatMap(({ name: model, outcomes }) =>
    outcomes.map(({ seed, outcome, events }) => {
      const series = parts[folderOf({ model, seed })] ?? {};
      const trace = { series: series as Trace["series"], outcome, events };
      return { model, seed, trace };
    })
  );
}

function folderOf({ model, seed }: Pick<Run, "model" | "seed">): string {
  return `${model}/seed-${seed}/`;
}
