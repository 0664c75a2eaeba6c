/**
 * What a sweep comes to: how each model ended at each point of a grid of settings, and at which
 * point it did best.
 */
import type { Outcome, Series, Trace } from "../io/trace.ts";
import { estimate, type JsonEstimate } from "./estimate.ts";
import { averagingOf } from "./run.ts";

/** A value of a setting. */
export type SweptValue = number | boolean | string;

/** What the points of a sweep are compared by. */
export type SweepMeasure = "error_left" | "test_error";

/** How one model ended at one point from one seed. */
export interface SweptRun {
  seed: number;
  /** missing: it could not be had */
  status: Outcome["status"] | "missing";
  /** of its last measurement, or of its end if there is none; null if it is missing */
  iteration: number | null;
  /** the measure at its end; null if it was not measured */
  final: number | null;
  /** the least that it was; null if it was not measured */
  lowest: number | null;
}

/** One model at one point of the grid. */
export interface SweptPoint {
  /** of each swept setting that the model reads */
  values: Record<string, SweptValue>;
  /** in the order of the seeds */
  runs: SweptRun[];
  /** of the measure at the end, over the seeds that finished */
  final: JsonEstimate;
}

/** One model at all of its points. */
export interface SweptModel {
  name: string;
  /** what it has of each swept setting that it reads when nothing is swept */
  usual: Record<string, SweptValue>;
  points: SweptPoint[];
  /** the place of its best point; null if at none every seed finished */
  best: number | null;
}

/** A setting that is swept. */
export interface SweptAxis {
  key: string;
  /** in the order of the grid */
  values: SweptValue[];
  /** whether they are read by their ratios, or are no numbers */
  scale: "linear" | "log" | "words";
}

/** A whole sweep. */
export interface Sweep {
  experiment: string;
  measure: SweepMeasure;
  axes: SweptAxis[];
  seeds: number[];
  models: SweptModel[];
}

/** How a run ended, by its trace; null if it could not be had. */
export function sweptRun(
  seed: number,
  trace: Trace | null,
  measure: SweepMeasure,
): SweptRun {
  const series = trace?.series[measure];
  const outcome = trace?.outcome ?? { status: "missing" };
  const ended = "iteration" in outcome ? outcome.iteration : null;
  return {
    seed,
    status: outcome.status,
    iteration: series?.iteration.at(-1) ?? ended,
    final: series?.value.at(-1) ?? null,
    lowest: lowestOf(series)?.value ?? null,
  };
}

/** A point of its runs. */
export function sweptPoint(
  values: SweptPoint["values"],
  runs: SweptRun[],
  measure: SweepMeasure,
): SweptPoint {
  const finals = runs.filter(({ status }) => status === "finished")
    .map(({ final }) => final ?? NaN);
  return { values, runs, final: estimate(finals, averagingOf(measure)) };
}

/**
 * The place of the point whose measure is least at the end, on average over the seeds, of those at
 * which every seed finished; of equal ones that of the smaller learning rate `eta`, then the first.
 * Null if there is none.
 */
export function bestPoint(points: readonly SweptPoint[]): number | null {
  let best: number | null = null;
  points.forEach(({ values, runs, final: { mean, count } }, place) => {
    if (count < runs.length || mean === null) return;
    if (best === null) return best = place;
    const before = points[best];
    const difference = mean - before.final.mean! ||
      Number(values.eta ?? 0) - Number(before.values.eta ?? 0);
    if (difference < 0) best = place;
  });
  return best;
}

/** A point in words: `eta 0.01, leak 0`. */
export function pointText(values: SweptPoint["values"]): string {
  return Object.entries(values).map(([key, value]) => `${key} ${value}`)
    .join(", ");
}

/** One value of a sweep's table: what `metric` was at the end, and how the run ended. */
export interface SweepRow {
  experiment: string;
  model: string;
  /** of each swept setting that the model reads */
  [key: string]: SweptValue | null;
  seed: number;
  status: SweptRun["status"];
  iteration: number | null;
  metric: string;
  value: number;
}

/** The columns of a sweep's table, in their order. */
export const sweepColumns = (axes: readonly Pick<SweptAxis, "key">[]) => [
  ...["experiment", "model", ...axes.map(({ key }) => key)],
  ...["seed", "status", "iteration", "metric", "value"],
];

/**
 * The rows of a run: every metric as it was measured last, then the least that the sweep's measure
 * was. A run that measured nothing has one row, whose value is not a number.
 */
export function sweepRows(
  trace: Trace | null,
  measure: SweepMeasure,
  rest: Pick<SweepRow, "experiment" | "model" | "seed">,
): SweepRow[] {
  const { status, iteration } = sweptRun(rest.seed, trace, measure);
  const row = { ...rest, status, iteration };
  const all = Object.entries(trace?.series ?? {})
    .filter(([, { value }]) => value.length > 0);
  const rows = all.map(([metric, { iteration, value }]) => (
    { ...row, iteration: iteration.at(-1)!, metric, value: value.at(-1)! }
  ));
  const least = lowestOf(trace?.series[measure]);
  return [
    ...rows.length > 0 ? rows : [{ ...row, metric: measure, value: NaN }],
    ...least ? [{ ...row, ...least, metric: `lowest_${measure}` }] : [],
  ];
}

/** Where a series is least, and how little that is; undefined if it is nowhere finite. */
function lowestOf(series: Series | undefined) {
  if (!series) return;
  let lowest: { iteration: number; value: number } | undefined;
  series.value.forEach((value, k) => {
    if (value < (lowest?.value ?? Infinity)) {
      lowest = { iteration: series.iteration[k], value };
    }
  });
  return lowest;
}
