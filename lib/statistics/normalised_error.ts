import { type Run, seriesOf } from "./run.ts";

/**
 * Adds the metric `normalised_error` to every run that measured `error`: the paper's normalised
 * squared error.
 *
 *   normalised error = error / max error over all models and iterations of the same seed
 *
 * Models that stand `apart`, since the paper does not have them, are left out of the maximum, unless
 * all do: those that it has must not change beside them.
 *
 * A departure: models that diverged are left out of it too, unless all did, because one of them
 * would press every other curve to nothing (the published scripts then divide by NaN). The
 * normalised error of what is left out can so exceed 1.
 *
 * Podlaski & Machens, 2020, Fig. 3 (axis "NSE"); `linear_regression.py`.
 */
export function withNormalisedError(
  runs: readonly Run[],
  apart: readonly string[] = [],
): Run[] {
  const scales = new Map<number, number>();
  for (const [seed, ofSeed] of Map.groupBy(runs, ({ seed }) => seed)) {
    const published = ofSeed.filter(({ model }) => !apart.includes(model));
    scales.set(seed, largestError(published.length > 0 ? published : ofSeed));
  }
  return runs.map((run) => {
    const { error } = run.trace.series;
    if (!error) return run;
    const value = error.value.map((value) => value / scales.get(run.seed)!);
    const normalised_error = { ...error, value };
    const series = { ...run.trace.series, normalised_error };
    return { ...run, trace: { ...run.trace, series } };
  });
}

function largestError(runs: readonly Run[]): number {
  const sound = runs.filter(({ trace }) => trace.outcome.status !== "diverged");
  return seriesOf(sound.length > 0 ? sound : runs, "error")
    .flatMap(({ value }) => [...value].filter(Number.isFinite))
    .reduce((largest, error) => Math.max(largest, error), 0);
}
