/**
 * What a changed setting does to how a model ends: the same seeds with and without it, seed by seed.
 */
import type { Outcome } from "../io/trace.ts";
import { type JsonEstimate, jsonEstimate } from "./estimate.ts";
import type { Run } from "./run.ts";

/** What an effect is measured by at the end of training; angles are in degrees. */
export type EffectMetric = "error" | "error_left" | "angle_ndi_1";

/**
 * How values of a measure are averaged and compared: the squared errors of the regressions by their
 * logarithms and as ratios, angles by what they differ.
 */
export function comparisonOf(measure: EffectMetric): "ratio" | "difference" {
  return measure === "angle_ndi_1" ? "difference" : "ratio";
}

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
  /** `after` over or minus `before`, over the seeds that finished both ways */
  change: JsonEstimate;
}

/** What the change does to one model. */
export interface ModelEffect {
  model: string;
  before: Ending;
  after: Ending;
  measures: MeasuredEffect[];
}

/** What one correction does to the models of one experiment. */
export interface CorrectionEffects {
  experiment: string;
  correction: string;
  models: ModelEffect[];
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
): ModelEffect[] {
  return models.map((model) => {
    const before = runs.before.filter((run) => run.model === model);
    const after = runs.after.filter((run) => run.model === model);
    return {
      model,
      before: endingOf(before),
      after: endingOf(after),
      measures: measures.map((measure) => {
        const isRatio = comparisonOf(measure) === "ratio";
        const valueOf = (run?: Run) => finalValue(run, measure);
        const over = (values: readonly number[]) =>
          jsonEstimate(values, isRatio ? "geometric" : "arithmetic");
        const changes = before.map((run) => {
          const from = valueOf(run);
          const to = valueOf(after.find(({ seed }) => seed === run.seed));
          return isRatio ? to / from : to - from;
        });
        return {
          measure,
          before: over(before.map(valueOf)),
          after: over(after.map(valueOf)),
          change: over(changes),
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
function finalValue(run: Run | undefined, measure: EffectMetric): number {
  if (run?.trace.outcome.status !== "finished") return NaN;
  const metric = measure === "error_left" ? "error" : measure;
  const value = run.trace.series[metric]?.value;
  const last = value?.at(-1) ?? NaN;
  return measure === "error_left" ? last / (value?.[0] ?? NaN) : last;
}
