/** What the models of an experiment end with, over seeds, and in which order; as JSON has it. */
import type { Outcome } from "../io/trace.ts";
import {
  bootstrap,
  fewestValues,
  type Statistic,
  studentPercentileInterval,
} from "./bootstrap.ts";
import { finalValue } from "./effect.ts";
import { estimate } from "./estimate.ts";
import { finiteOrNull, type Interval, interval } from "./interval.ts";
import { limitsOf } from "./limits.ts";
import { median, trimmedMean } from "./location.ts";
import { pairsOf } from "./pairs.ts";
import { averagingOf, type EndMetric, endMetricOf, type Run } from "./run.ts";

/** How training from one seed ended; missing: it was not run. */
export type EndStatus = Outcome["status"] | "missing";

/** What one model ends with. A lost seed was run and has no value: it diverged, or its loops became unstable. */
export interface ModelEnds {
  name: string;
  /** at which its training ended; null if no seed finished */
  iteration: number | null;
  /** in the order of the seeds: the metric at the end of training; null if it is lost or missing */
  values: (number | null)[];
  /** in the order of the seeds */
  statuses: EndStatus[];
  /** over the seeds that have a value: geometric for `error`, arithmetic for `test_error`; Student's interval */
  mean: Interval;
  /** over all that were run; lost ones count as worse than every other */
  median: Interval;
  /** the mean of the middle half of all that were run, averaged as `mean` is; lost ones count as worse than every other */
  iqm: Interval;
  /** of the seeds that have a value */
  min: number | null;
  max: number | null;
  /** how many of the seeds that were run are lost */
  lost: number;
}

/** Two models, seed by seed, of which `a` comes first in the experiment's order. */
export interface Pair {
  a: string;
  b: string;
  /** how many seeds both were run from: `below` + `above` + `equal` */
  seeds: number;
  /** in how many of them `a` ends below `b`, a lost one being above all others */
  below: number;
  above: number;
  /** both end alike, or both are lost */
  equal: number;
  /** that `a` ends below `b`; equal ends count half */
  probability: Interval;
  /** what `a` ends with over what `b` does, geometric mean over the seeds in which both have a value */
  ratio: Interval;
  /** p of the two-sided sign test that either is as often below the other */
  sign: number;
  /** the same after Holm's correction over the experiment's pairs */
  holm: number;
}

/** How an experiment ended. */
export interface Ends {
  experiment: string;
  metric: EndMetric;
  /** in their order */
  seeds: number[];
  models: ModelEnds[];
  /** every model with each after it */
  pairs: Pair[];
  /** what so few seeds cannot tell, in sentences; empty where they can */
  limits: string[];
}

/** The ends of each of `models` from each of `seeds`; null if no run measured an error, unless all were lost. */
export function endsOf(
  runs: readonly Run[],
  { experiment, models: names, seeds }: {
    experiment: string;
    models: readonly string[];
    seeds: readonly number[];
  },
): Ends | null {
  const areLost = runs.length > 0 &&
    runs.every(({ trace }) => trace.outcome.status !== "finished");
  // of runs that were all lost before it was measured there are statuses alone
  const metric = endMetricOf(runs) ?? (areLost ? "error" : undefined);
  if (metric === undefined) return null;
  const models = names.map((name) => {
    const mine = runs.filter(({ model }) => model === name);
    const found = seeds.map((seed) => mine.find((run) => run.seed === seed));
    return modelEnds(name, found, metric);
  });
  const pairs = pairsOf(models);
  const most = Math.max(...models.map((model) => standingsOf(model).length));
  const limits = limitsOf(most, pairs.length);
  return { experiment, metric, seeds: [...seeds], models, pairs, limits };
}

function modelEnds(
  name: string,
  runs: readonly (Run | undefined)[],
  metric: EndMetric,
): ModelEnds {
  const values = runs.map((run) => finiteOrNull(finalValue(run, metric)));
  const statuses = runs.map((run) => run?.trace.outcome.status ?? "missing");
  const present = values.filter((value) => value !== null);
  const iterations = runs
    .filter((_, k) => values[k] !== null)
    .map((run) => run!.trace.series[metric].iteration.at(-1)!);
  const averaging = averagingOf(metric);
  const { mean, low, high } = estimate(present, averaging);
  const all = standingsOf({ values, statuses });
  return {
    ...{ name, values, statuses },
    iteration: finiteOrNull(Math.max(...iterations)),
    mean: interval(mean, { low, high }),
    median: bootstrapped(all, median),
    iqm: averaging === "geometric"
      ? bootstrapped(all.map(Math.log), interquartileMean, Math.exp)
      : bootstrapped(all, interquartileMean),
    min: finiteOrNull(Math.min(...present)),
    max: finiteOrNull(Math.max(...present)),
    lost: all.length - present.length,
  };
}

/** A statistic with its interval; `raised`: of logarithms, back from them. */
function bootstrapped(
  values: Float64Array,
  statistic: Statistic,
  raised = (value: number) => value,
): Interval {
  if (values.length < fewestValues) {
    return interval(raised(statistic(values.toSorted())));
  }
  const found = bootstrap([values], statistic);
  const { low, high } = studentPercentileInterval(found);
  return interval(raised(found.value), {
    low: raised(low),
    high: raised(high),
  });
}

const interquartileMean = (sorted: Float64Array) => trimmedMean(sorted, .25);

/** What the seeds that were run ended with, Infinity where they are lost. */
function standingsOf(
  { values, statuses }: Pick<ModelEnds, "values" | "statuses">,
): Float64Array {
  return Float64Array.from(
    values.filter((_, k) => statuses[k] !== "missing"),
    (value) => value ?? Infinity,
  );
}

/** The columns of the table of ends, in their order. */
export const endColumns = [
  ...["experiment", "model", "seed", "status", "metric", "value"],
] as const;

/** The rows of that table, model by model, seed by seed; no value where a seed is lost or missing. */
export function* endRows({ experiment, metric, seeds, models }: Ends) {
  for (const { name: model, statuses, values } of models) {
    for (const [k, seed] of seeds.entries()) {
      const [status, value] = [statuses[k], values[k] ?? NaN];
      yield { experiment, model, seed, status, metric, value };
    }
  }
}
