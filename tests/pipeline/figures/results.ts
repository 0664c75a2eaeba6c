import { curvesOf } from "../../../lib/statistics/curves.ts";
import {
  errorScales,
  largestError,
  withNormalisedError,
} from "../../../lib/statistics/normalised_error.ts";
import type { Run } from "../../../lib/statistics/run.ts";
import { summariesOf } from "../../../lib/statistics/summary.ts";
import type { Outcome } from "../../../lib/io/trace.ts";

/** A made-up run of `length` measurements of one metric. */
export function run(
  model: string,
  seed: number,
  { metric = "error", length = 100, every = 1, value, outcome, collapsed }: {
    metric?: string;
    length?: number;
    every?: number;
    value: (k: number) => number;
    outcome?: Outcome;
    /** when it collapsed */
    collapsed?: number;
  },
): Run {
  const iteration = Float64Array.from({ length }, (_, k) => k * every);
  return {
    model,
    seed,
    trace: {
      series: {
        [metric]: { iteration, value: iteration.map((_, k) => value(k)) },
      },
      events: collapsed === undefined
        ? []
        : [{ iteration: collapsed, event: "collapsed", detail: "made up" }],
      outcome: outcome ?? { status: "finished" },
    },
  };
}

/**
 * What `runs` would have left after aggregation; runs of one model and seed are one, with all
 * their metrics.
 */
export function resultsOf(
  parts: readonly Run[],
  { experiment = "linear-regression", label = "test profile", settings = {} }: {
    experiment?: string;
    label?: string;
    settings?: Record<string, unknown>;
  } = {},
) {
  const runs = merged(parts);
  const models = [...new Set(runs.map(({ model }) => model))];
  const seeds = [...new Set(runs.map(({ seed }) => seed))];
  const scales = errorScales(runs.map(largestError));
  const normalised = runs.map((run) => withNormalisedError(run, scales));
  return {
    curves: curvesOf(normalised, models),
    runs: normalised,
    summary: {
      experiment,
      label,
      settings,
      seeds,
      models: summariesOf(normalised, { models }),
    },
  };
}

function merged(parts: readonly Run[]): Run[] {
  const runs = new Map<string, Run>();
  for (const part of parts) {
    const key = `${part.model} ${part.seed}`;
    const series = {
      ...runs.get(key)?.trace.series,
      ...part.trace.series,
    };
    runs.set(key, { ...part, trace: { ...part.trace, series } });
  }
  return [...runs.values()];
}

/** A fixed sequence that looks random, between −½ and ½. */
export function wobble(k: number): number {
  const x = Math.sin(12.9898 * (k + 1)) * 43758.5453;
  return x - Math.floor(x) - .5;
}
