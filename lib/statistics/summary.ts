import type { Outcome, Series, TraceEvent } from "../io/trace.ts";
import { conditionsOf, type LayerCondition } from "./conditions.ts";
import { estimate, type JsonEstimate } from "./estimate.ts";
import { averagingOf, metricsOf, type Run, seriesOf } from "./run.ts";

/** How a model ended from one seed. */
export interface SeedSummary {
  seed: number;
  outcome: Outcome;
  events: TraceEvent[];
  /** absent if none was measured */
  conditions?: LayerCondition[];
}

/** How one model ended: seed by seed, and on average. */
export interface ModelSummary {
  name: string;
  outcomes: SeedSummary[];
  /** by metric, at the last iteration that any model of the experiment was measured */
  final: Record<string, JsonEstimate>;
  /** the largest spectral abscissa of its loops over seeds; absent if none was measured, null if none is finite */
  abscissa?: number | null;
}

/** What an experiment came to. */
export interface Summary {
  experiment: string;
  /** the profile, as figures name it */
  label: string;
  settings: Record<string, unknown>;
  seeds: number[];
  /** of a table of every measurement its rows, and every how many-th of a series is in the one that was made, as Parquet, too, or not; absent of a sweep */
  table?: { rows: number; every: number; parquet?: boolean };
  models: ModelSummary[];
  /** models that the paper does not have, by name, and what each is; absent if there are none */
  added?: Record<string, string>;
  /** published models that are not as published, and what differs; absent if there are none */
  changed?: Record<string, string>;
  /** settings that are neither published nor those of its profile, and what differs; absent if there are none */
  departures?: string;
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
 * far has count 0 and no mean. A model that stands `apart`, since the paper does not have it, may
 * have been trained for longer or shorter, and says nothing of where the others end.
 */
export function summariesOf(
  runs: readonly Run[],
  { models, apart = [] }: {
    models: readonly string[];
    apart?: readonly string[];
  },
): ModelSummary[] {
  const together = runs.filter(({ model }) => !apart.includes(model));
  const final = (mine: readonly Run[], metric: string) => {
    const last = (series: Series) => series.iteration.at(-1) ?? -1;
    const end = Math.max(...seriesOf(endingOf(mine), metric).map(last));
    const values = seriesOf(mine, metric)
      .filter((series) => last(series) === end)
      .map(({ value }) => value[value.length - 1]);
    return estimate(values, averagingOf(metric));
  };
  /** The runs whose last iteration is that of a model's. */
  const endingOf = (mine: readonly Run[]) => {
    if (!apart.includes(mine[0].model)) return together;
    const finished = mine.filter(({ trace }) =>
      trace.outcome.status === "finished"
    );
    return finished.length > 0 ? finished : together;
  };
  return models.map((name) => {
    const mine = runs.filter((run) => run.model === name);
    return {
      name,
      outcomes: mine.map(({ seed, trace }): SeedSummary => {
        const { outcome, events } = trace;
        const conditions = conditionsOf(trace);
        return {
          ...{ seed, outcome, events },
          ...conditions.length > 0 && { conditions },
        };
      }),
      final: Object.fromEntries(
        metricsOf(mine).map((metric) => [metric, final(mine, metric)]),
      ),
      ...largestAbscissa(mine),
    };
  });
}

function largestAbscissa(runs: readonly Run[]): Pick<ModelSummary, "abscissa"> {
  const series = metricsOf(runs)
    .filter((metric) => metric.startsWith("spectral_abscissa"))
    .flatMap((metric) => seriesOf(runs, metric));
  if (series.length === 0) return {};
  const largest = series
    .map(({ value }) => value.reduce((a, b) => Math.max(a, b), -Infinity))
    .filter(Number.isFinite);
  return { abscissa: largest.length > 0 ? Math.max(...largest) : null };
}
