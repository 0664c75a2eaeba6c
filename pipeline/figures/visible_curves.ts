import type { Curve, Curves } from "../../lib/statistics/curves.ts";
import type { ModelSummary, Summary } from "../../lib/statistics/summary.ts";
import type { Panel } from "./figure.ts";

/** What a panel is drawn from. */
export interface Results {
  curves: Curves;
  summary: Summary;
}

/** A seed of a model that stopped before the end, and where. */
export interface Ending {
  model: string;
  seed: number;
  status: "diverged" | "unstable";
  iteration: number;
  /** where that is on the horizontal axis */
  x: number;
  reason: string;
}

/** One model's curve as a panel shows it: cut to its examples, in its unit. */
export interface VisibleCurve {
  model: string;
  /** counted from 1 where a panel shows several */
  layer?: number;
  x: Float64Array;
  /** how far an iteration goes on the horizontal axis, which counts examples */
  size: number;
  mean: Float64Array;
  low: Float64Array;
  high: Float64Array;
  /** whether any point is over several seeds */
  banded: boolean;
  endings: Ending[];
}

/**
 * The curves of `panel`: layer by layer, each in the order of the experiment's models. That of a
 * model that stopped before it was measured has no points, only its ending.
 *
 * @throws {RangeError} if no model measured a metric of the panel, or stopped before it could.
 */
export function visibleCurves(
  panel: Panel,
  { curves, summary }: Results,
): VisibleCurve[] {
  const { metrics } = panel;
  const size = examplesPerIteration(panel, summary);
  const visibles = metrics.flatMap((metric, k) =>
    summary.models
      .filter(({ name }) => panel.models?.includes(name) ?? true)
      .flatMap((model) => {
        const measured = curves[model.name] ?? {};
        const stopped = Object.keys(measured).length === 0 &&
          endingsOf(model, size).length > 0;
        const curve = measured[metric] ?? (stopped ? neverMeasured : undefined);
        const layer = metrics.length > 1 ? k + 1 : undefined;
        return curve
          ? [{ ...visible(panel, model, { curve, size }), layer }]
          : [];
      })
  );
  if (!visibles.some(({ x, endings }) => x.length > 0 || endings.length > 0)) {
    throw new RangeError(
      `Cannot draw ${panel.name}: no model of ${panel.experiment} measured ${
        metrics.join(" or ")
      }`,
    );
  }
  return visibles;
}

/** The curve of a model that stopped too early to have one. */
const neverMeasured: Curve = {
  iteration: new Float64Array(),
  mean: new Float64Array(),
  low: new Float64Array(),
  high: new Float64Array(),
  count: new Int32Array(),
};

/** "DI", or "DI, layer 2" where a panel shows several. */
export function curveName(
  { model, layer }: Pick<VisibleCurve, "model" | "layer">,
): string {
  return layer === undefined ? model : `${model}, layer ${layer}`;
}

function visible(
  { first = Infinity, from = 0, vertical: { factor = 1, negative } }: Panel,
  model: ModelSummary,
  { curve, size }: { curve: Curve; size: number },
): VisibleCurve {
  const examples = curve.iteration.map((iteration) => size * iteration);
  const beyond = examples.findIndex((x) => x > first);
  const end = beyond < 0 ? examples.length : beyond;
  const start = examples.filter((x) => x < from).length;
  const scale = negative ? -factor : factor;
  const values = (part: Float64Array) =>
    part.subarray(start, end).map((value) => value * scale);
  const [low, high] = [values(curve.low), values(curve.high)];
  return {
    model: model.name,
    x: examples.subarray(start, end),
    size,
    mean: values(curve.mean),
    low: negative ? high : low,
    high: negative ? low : high,
    banded: curve.count.subarray(start, end).some((count) => count > 1),
    endings: endingsOf(model, size).filter(({ x }) => x >= from && x <= first),
  };
}

function endingsOf(
  { name: model, outcomes }: ModelSummary,
  size: number,
): Ending[] {
  return outcomes.flatMap(({ seed, outcome }) =>
    outcome.status === "finished"
      ? []
      : [{ model, seed, x: size * outcome.iteration, ...outcome }]
  );
}

/** How far an iteration goes on the horizontal axis, which counts examples. */
function examplesPerIteration({ batch }: Panel, { settings }: Summary): number {
  return batch === undefined ? 1 : settings[batch] as number;
}
