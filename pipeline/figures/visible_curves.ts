import type { Curve } from "../../lib/statistics/average_series.ts";
import type { Curves } from "../../lib/statistics/curves.ts";
import type { ModelSummary, Summary } from "../../lib/statistics/summary.ts";
import type { Panel } from "./panel.ts";

/** A seed of a model that stopped before the end, and where. */
export interface Ending {
  model: string;
  seed: number;
  status: "diverged" | "unstable";
  iteration: number;
  reason: string;
}

/** One model's curve as a panel shows it: cut to its examples, in its unit. */
export interface VisibleCurve {
  model: string;
  x: Float64Array;
  mean: Float64Array;
  low: Float64Array;
  high: Float64Array;
  /** whether any point is over several seeds */
  banded: boolean;
  endings: Ending[];
}

/** The curves of `panel`, in the order of the experiment's models. */
export function visibleCurves(
  panel: Panel,
  { curves, summary }: { curves: Curves; summary: Summary },
): VisibleCurve[] {
  return summary.models
    .filter(({ name }) => panel.models?.includes(name) ?? true)
    .flatMap((model) => {
      const curve = curves[model.name]?.[panel.metric];
      return curve ? [visible(panel, model, curve)] : [];
    });
}

function visible(
  { first = Infinity, vertical: { factor = 1 } }: Panel,
  model: ModelSummary,
  curve: Curve,
): VisibleCurve {
  const beyond = curve.iteration.findIndex((iteration) => iteration > first);
  const end = beyond < 0 ? curve.iteration.length : beyond;
  const values = (part: Float64Array) =>
    part.subarray(0, end).map((value) => value * factor);
  return {
    model: model.name,
    x: curve.iteration.subarray(0, end),
    mean: values(curve.mean),
    low: values(curve.low),
    high: values(curve.high),
    banded: curve.count.subarray(0, end).some((count) => count > 1),
    endings: endingsOf(model).filter(({ iteration }) => iteration <= first),
  };
}

function endingsOf({ name: model, outcomes }: ModelSummary): Ending[] {
  return outcomes.flatMap(({ seed, outcome }) =>
    outcome.status === "finished" ? [] : [{ model, seed, ...outcome }]
  );
}
