/**
 * What a changed setting does to how a model ends: the same seeds with and without it, seed by seed.
 */
import type { Outcome } from "../io/trace.ts";
import { withErrorLeft } from "./error_left.ts";
import { estimate, type JsonEstimate } from "./estimate.ts";
import { averagingOf, type Run } from "./run.ts";

/** What an effect is measured by at the end of training; angles are in degrees. */
export type EffectMetric =
  | "error"
  | "error_left"
  | "test_error"
  | "angle_ndi_1";

/** How the seeds of a model ended. */
export interface Ending {
  /** of each seed that was trained */
  statuses: Outcome["status"][];
  /** repairs of feedback, over all of them */
  repairs: number;
}

/** One measure of a model with and without the change. */
export interface MeasuredEffect {
  measure: EffectMetric;
  before: JsonEstimate;
  after: JsonEstimate;
  /** over the seeds that finished both ways: `after` over `before` where the measure is averaged geometrically, else minus */
  change: JsonEstimate;
}

/** What one correction does to the models of one experiment. */
export interface CorrectionEffects {
  experiment: string;
  correction: string;
  /** measurements of all corrected runs */
  rows: number;
  models: {
    model: string;
    before: Ending;
    after: Ending;
    measures: MeasuredEffect[];
  }[];
}

/**
 * The effect on each of `models`, of their runs before the change and after it; a run that did not
 * finish has no value.
 */
export function effectsOf(
  runs: Record<"before" | "after", readonly Run[]>,
  { models, measures }: {
    models: readonly string[];
    measures: readonly EffectMetric[];
  },
): CorrectionEffects["models"] {
  return models.map((model) => {
    const before = runs.before.filter((run) => run.model === model);
    const after = runs.after.filter((run) => run.model === model);
    return {
      model,
      before: endingOf(before),
      after: endingOf(after),
      measures: measures.map((measure) => {
        const averaging = averagingOf(measure);
        const valueOf = (run?: Run) => finalValue(run, measure);
        const changes = before.map((run) => {
          const from = valueOf(run);
          const to = valueOf(after.find(({ seed }) => seed === run.seed));
          return averaging === "geometric" ? to / from : to - from;
        });
        return {
          measure,
          before: estimate(before.map(valueOf), averaging),
          after: estimate(after.map(valueOf), averaging),
          change: estimate(changes, averaging),
        };
      }),
    };
  });
}

function endingOf(runs: readonly Run[]): Ending {
  return {
    statuses: runs.map(({ trace }) => trace.outcome.status),
    repairs: runs.flatMap(({ trace }) => trace.events)
      .filter(({ event }) => event === "repaired").length,
  };
}

/** A measure of a run at the end of training; not a number if there is none, or it did not come so far. */
export function finalValue(
  run: Run | undefined,
  measure: EffectMetric,
): number {
  if (run?.trace.outcome.status !== "finished") return NaN;
  const isLeft = measure === "error_left";
  const { series } = isLeft ? withErrorLeft(run.trace) : run.trace;
  return series[measure]?.value.at(-1) ?? NaN;
}
