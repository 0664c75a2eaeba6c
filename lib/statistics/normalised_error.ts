import type { Trace } from "../io/trace.ts";
import type { Run } from "./run.ts";

/** The largest error of a run, and what decides whether it counts. */
export type LargestError = Pick<Run, "model" | "seed"> & {
  status: Trace["outcome"]["status"];
  /** of those that are finite; 0 if there are none */
  error: number;
};

/** The largest error of a run. */
export function largestError({ model, seed, trace }: Run): LargestError {
  const { status } = trace.outcome;
  const { value = [] } = trace.series.error ?? {};
  let error = 0;
  for (const one of value) if (one > error && one < Infinity) error = one;
  return { model, seed, status, error };
}

/**
 * What the errors of each seed are divided by, from the largest of each run: the largest of all
 * models and iterations.
 *
 * Models that stand `apart`, since the paper does not have them, are left out, unless all do: those
 * that it has must not change beside them.
 *
 * A departure: models that diverged are left out too, unless all did, because one of them would
 * press every other curve to nothing (the published scripts then divide by NaN). The normalised
 * error of what is left out can so exceed 1.
 */
export function errorScales(
  runs: readonly LargestError[],
  apart: readonly string[] = [],
): Map<number, number> {
  const scales = new Map<number, number>();
  for (const [seed, ofSeed] of Map.groupBy(runs, ({ seed }) => seed)) {
    const published = orAll(ofSeed, ({ model }) => !apart.includes(model));
    const sound = orAll(published, ({ status }) => status !== "diverged");
    scales.set(seed, Math.max(...sound.map(({ error }) => error)));
  }
  return scales;
}

function orAll<T>(list: readonly T[], isWanted: (one: T) => boolean) {
  const wanted = list.filter(isWanted);
  return wanted.length > 0 ? wanted : list;
}

/**
 * A run that measured `error` with the metric `normalised_error` as well: the paper's normalised
 * squared error.
 *
 *   normalised error = error / max error over all models and iterations of the same seed
 *
 * Podlaski & Machens, 2020, Fig. 3 (axis "NSE"); `linear_regression.py`.
 */
export function withNormalisedError(
  run: Run,
  scales: ReadonlyMap<number, number>,
): Run {
  const { error } = run.trace.series;
  if (!error) return run;
  const scale = scales.get(run.seed)!;
  const value = error.value.map((value) => value / scale);
  const series = { ...run.trace.series, normalised_error: { ...error, value } };
  return { ...run, trace: { ...run.trace, series } };
}
