import type { Series, Trace } from "../io/trace.ts";
import type { Row } from "../io/table.ts";
import type { Averaging } from "./estimate.ts";

/** What training one model from one seed left behind. */
export interface Run {
  model: string;
  seed: number;
  trace: Trace;
}

/**
 * How seeds of a metric are averaged: the regressions' squared errors fall through fifteen orders
 * of magnitude and are read on log axes, so geometrically; everything else arithmetically.
 */
export function averagingOf(metric: string): Averaging {
  return metric === "error" || metric === "normalised_error"
    ? "geometric"
    : "arithmetic";
}

/** The metrics that any of `runs` measured, in the order first met. */
export function metricsOf(runs: readonly Run[]): string[] {
  return [...new Set(runs.flatMap(({ trace }) => Object.keys(trace.series)))];
}

/** The series of `metric` in those of `runs` that measured it. */
export function seriesOf(runs: readonly Run[], metric: string): Series[] {
  return runs.flatMap(({ trace }) => trace.series[metric] ?? []);
}

/** The rows of an experiment's table: run by run, metric by metric, in order of iteration. */
export function* rowsOf(
  runs: readonly Run[],
  experiment: string,
): Generator<Row> {
  for (const { model: variant, seed, trace } of runs) {
    for (const [metric, { iteration, value }] of Object.entries(trace.series)) {
      for (let k = 0; k < iteration.length; k++) {
        yield {
          experiment,
          variant,
          seed,
          iteration: iteration[k],
          metric,
          value: value[k],
        };
      }
    }
  }
}
