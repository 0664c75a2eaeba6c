/**
 * What a changed setting does to how a model ends: the same seeds with and
 * without it, seed by seed.
 */
import type { Outcome } from "../io/trace.ts";
import { type Averaging, type Estimate, estimate } from "./estimate.ts";
import type { Run } from "./run.ts";
import type { FinalEstimate } from "./summary.ts";

/** What tells an effect, each at the end of training; angles are in degrees. */
export type Measure = "error" | "error_left" | "angle_ndi_1";

/**
 * How values of a measure are averaged and compared: the squared errors of the
 * regressions by their logarithms and as ratios, angles by what they differ.
 */
export function comparisonOf(measure: Measure): "ratio" | "difference" {
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
  measure: Measure;
  before: FinalEstimate;
  after: FinalEstimate;
  /** `after` over or minus `before`, over the seeds that finished both ways */
  change: FinalEstimate;
}

/** What the change does to one model. */
export interface ModelEffect {
  model: string;
  before: Ending;
  after: Ending;
  measures: MeasuredEffect[];
}

/** The effect on each of `models`; a run that did not finish has no value. */
export function effectsOf(
  { before, after }: { before: readonly Run[]; after: readonly Run[] },
  { models, measures }: {
    models: readonly string[];
    measures: readonly Measure[];
  },
): ModelEffect[] {
  return models.map((model) => {
    const mine = {
      before: before.filter((run) => run.model === model),
      after: after.filter((run) => run.model === model),
    };
    return {
      model,
      before: endingOf(mine.before),
      after: endingOf(mine.after),
      measures: measures.map((measure) => measuredEffect(mine, measure)),
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

function measuredEffect(
  { before, after }: { before: readonly Run[]; after: readonly Run[] },
  measure: Measure,
): MeasuredEffect {
  const comparison = comparisonOf(measure);
  const averaging: Averaging = comparison === "ratio"
    ? "geometric"
    : "arithmetic";
  const valueOf = (run: Run) => measured(run, measure);
  const changes = before.map((run) => {
    const other = after.find(({ seed }) => seed === run.seed);
    if (!other) return NaN;
    return comparison === "ratio"
      ? valueOf(other) / valueOf(run)
      : valueOf(other) - valueOf(run);
  });
  const over = (values: readonly number[]) =>
    toJson(estimate(values, { averaging }));
  return {
    measure,
    before: over(before.map(valueOf)),
    after: over(after.map(valueOf)),
    change: over(changes),
  };
}

/** A measure of a run at the end of training; not a number if it did not come so far. */
function measured({ trace }: Run, measure: Measure): number {
  if (trace.outcome.status !== "finished") return NaN;
  const { value } =
    trace.series[measure === "error_left" ? "error" : measure] ?? { value: [] };
  const last = value.length > 0 ? value[value.length - 1] : NaN;
  return measure === "error_left" ? last / value[0] : last;
}

function toJson({ mean, low, high, count }: Estimate): FinalEstimate {
  const number = (value: number) => Number.isFinite(value) ? value : null;
  return { mean: number(mean), low: number(low), high: number(high), count };
}
