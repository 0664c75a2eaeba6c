import type { Outcome } from "../io/trace.ts";
import { differenceOfMeans } from "./difference.ts";
import { effectsOf, finalValue } from "./effect.ts";
import { averagingOf, type EndMetric, endMetricOf, type Run } from "./run.ts";

/**
 * Compares the errors with which training ended, model by model, in the order of `a`, then of `b`.
 * A model that one run does not have has no seeds there. `ends` are the iterations of the last
 * errors of each, 0 where none finished.
 *
 * `change` is b over a (`ratio`) where the error is averaged geometrically, else b minus a: over
 * the seeds that finished in both runs, seed by seed; where the runs share no seed, of the two
 * means, by Welch's interval.
 */
export function compareFinalErrors(
  a: readonly Run[],
  b: readonly Run[],
) {
  const runs = [...a, ...b];
  const metric = endMetricOf(runs);
  if (metric === undefined) return [];
  const models = [...new Set(runs.map(({ model }) => model))];
  const averaging = averagingOf(metric);
  const relation: "ratio" | "difference" = averaging === "geometric"
    ? "ratio"
    : "difference";
  const effects = effectsOf({ before: a, after: b }, {
    models,
    measures: [metric],
  });
  return effects.map(({ model, before, after, measures: [measured] }) => {
    const [ofA, ofB] = [a, b]
      .map((runs) => runs.filter((run) => run.model === model));
    const shared = ofA.map(({ seed }) => seed)
      .filter((seed) => ofB.some((run) => run.seed === seed));
    const values = (runs: readonly Run[]) =>
      runs.map((run) => finalValue(run, metric));
    return {
      item: model,
      metric,
      a: { ...measured.before, ...endings(before.statuses) },
      b: { ...measured.after, ...endings(after.statuses) },
      relation,
      change: shared.length > 0
        ? measured.change
        : differenceOfMeans(values(ofA), values(ofB), averaging),
      shared,
      ends: [ofA, ofB].map((runs) => lastIteration(runs, metric)),
    };
  });
}

/** The last iteration at which some of the runs that finished were measured; 0 if none was. */
function lastIteration(runs: readonly Run[], metric: EndMetric): number {
  const finished = runs.map(({ trace }) => trace)
    .filter(({ outcome }) => outcome.status === "finished");
  return Math.max(
    0,
    ...finished.map(({ series }) => series[metric]?.iteration.at(-1) ?? 0),
  );
}

/** How many seeds a model had, and how many of them did not finish, and why: `1 diverged, 2 unstable`. */
function endings(statuses: readonly Outcome["status"][]) {
  const lost = statuses.filter((status) => status !== "finished").sort();
  const counts = [...Map.groupBy(lost, (status) => status)]
    .map(([status, { length }]) => `${length} ${status}`);
  return { seeds: statuses.length, lost: counts.join(", ") };
}
