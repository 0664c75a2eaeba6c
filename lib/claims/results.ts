import type { Run } from "../statistics/run.ts";
import type { Trace } from "../io/trace.ts";
import type { Reading } from "./comparison.ts";

/** What an experiment came to, run by run. */
export interface ExperimentResults {
  seeds: readonly number[];
  runs: readonly Run[];
}

/** Results by name of the experiment. */
export type Results = Readonly<Record<string, ExperimentResults>>;

/** A number of one run, or why there is none. */
export type Measure = (trace: Trace) => number | string;

/** A number of one seed, or why there is none. */
export type SeedMeasure = (seed: number) => number | string;

/** What `measure` says of every seed of an experiment. */
export function readingsOf(
  results: Results,
  experiment: string,
  measure: SeedMeasure,
): Reading[] {
  return (results[experiment]?.seeds ?? []).map((seed) => {
    const value = measure(seed);
    return typeof value === "string"
      ? { seed, lacking: value }
      : { seed, value };
  });
}

/** What `measure` says of a model, seed by seed. */
export function ofModel(
  results: Results,
  { experiment, model }: { experiment: string; model: string },
  measure: Measure,
): SeedMeasure {
  const runs = results[experiment]?.runs ?? [];
  return (seed) => {
    const run = runs.find((run) => run.model === model && run.seed === seed);
    if (!run) return `there is no run of ${model} in ${experiment}`;
    const value = measure(run.trace);
    return typeof value === "string" ? `${model} ${value}` : value;
  };
}

/** A number made of several; the first that is lacking says why it is. */
export function combined(
  measures: readonly SeedMeasure[],
  combine: (...values: number[]) => number | string,
): SeedMeasure {
  return (seed) => {
    const values: number[] = [];
    for (const measure of measures) {
      const value = measure(seed);
      if (typeof value === "string") return value;
      values.push(value);
    }
    return combine(...values);
  };
}
