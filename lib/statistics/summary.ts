import type { Outcome, TraceEvent } from "../io/trace.ts";
import { type JsonEstimate, jsonEstimate } from "./estimate.ts";
import { averagingOf, metricsOf, type Run, seriesOf } from "./run.ts";

/** How one model ended: seed by seed, and on average. */
export interface ModelSummary {
  name: string;
  outcomes: { seed: number; outcome: Outcome; events: TraceEvent[] }[];
  /** by metric, at the last iteration that any model of the experiment was measured */
  final: Record<string, JsonEstimate>;
}

/** What an experiment came to. */
export interface Summary {
  experiment: string;
  /** the profile, as figures name it */
  label: string;
  settings: Record<string, unknown>;
  seeds: number[];
  models: ModelSummary[];
  /** runs that were asked for and could not be had; absent if there are none */
  missing?: { model: string; seed: number }[];
}

/**
 * How each of `models` ended.
 *
 * A final value is over the seeds that were still measured at the experiment's last iteration of
 * that metric: a seed that diverged before is not counted, and a model none of whose seeds came so
 * far has count 0 and no mean.
 */
export function summariesOf(
  runs: readonly Run[],
  models: readonly string[],
): ModelSummary[] {
  const final = (mine: readonly Run[], metric: string) => {
    const last = lastIteration(runs, metric);
    const values = seriesOf(mine, metric)
      .filter(({ iteration }) => iteration.at(-1) === last)
      .map(({ value }) => value[value.length - 1]);
    return jsonEstimate(values, averagingOf(metric));
  };
  return models.map((name) => {
    const mine = runs.filter((run) => run.model === name);
    return {
      name,
      outcomes: mine.map(({ seed, trace: { outcome, events } }) => (
        { seed, outcome, events }
      )),
      final: Object.fromEntries(
        metricsOf(mine).map((metric) => [metric, final(mine, metric)]),
      ),
    };
  });
}

function lastIteration(runs: readonly Run[], metric: string): number {
  return seriesOf(runs, metric).reduce(
    (last, { iteration }) => Math.max(last, iteration.at(-1) ?? -1),
    -Infinity,
  );
}
