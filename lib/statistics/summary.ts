import type { Outcome, Series, TraceEvent } from "../io/trace.ts";
import { estimate, type JsonEstimate } from "./estimate.ts";
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
  /** what figures say of the models besides */
  notes?: string[];
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
    const last = (series: Series) => series.iteration.at(-1) ?? -1;
    const end = Math.max(...seriesOf(runs, metric).map(last));
    const values = seriesOf(mine, metric)
      .filter((series) => last(series) === end)
      .map(({ value }) => value[value.length - 1]);
    return estimate(values, averagingOf(metric));
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
