import { type Curve, shapeOf } from "../../lib/statistics/curves.ts";
import { type Detail, pointsKept } from "../../lib/statistics/thin.ts";
import type { Figure } from "../figures/catalogue.ts";
import type { ReportResults } from "./inputs.ts";
import { metricText } from "./numbers.ts";
import type { CurveData, CurvePoints } from "./script/curves.ts";

/** At most 150 points of each curve. */
const detail: Detail = { first: 2, parts: 37 };

/** The measurements, thinned, that `figures` show; of a normalised error, the error as well. */
export function curveData(
  figures: readonly Pick<Figure, "experiments" | "metrics" | "first">[],
  curves: ReportResults["curves"],
): CurveData {
  const data: CurveData = {};
  for (const [experiment, models] of Object.entries(curves)) {
    const shown = figures.filter(({ experiments }) =>
      experiments.includes(experiment)
    );
    const metrics = new Set(shown.flatMap(({ metrics }) => metrics));
    if (metrics.has("normalised_error")) metrics.add("error");
    data[experiment] = {};
    for (const metric of metrics) {
      const shownFirst = shown.map(({ metrics, first }) =>
        metrics.includes(metric) ? first?.[metric] ?? Infinity : 0
      );
      const last = Math.max(...shownFirst) || Infinity;
      const measured = Object.entries(models)
        .filter(([, curves]) => metric in curves)
        .map(([model, curves]) => [model, points(metric, curves, last)]);
      if (measured.length === 0) continue;
      const { title } = metricText(metric, experiment);
      data[experiment][metric] = {
        title,
        models: Object.fromEntries(measured),
      };
    }
  }
  return data;
}

/** Points of a model's curve until an iteration. */
function points(
  metric: string,
  curves: Record<string, Curve>,
  last: number,
): CurvePoints {
  const { iteration, mean, low, high, count } = curves[metric];
  const line = [shapeOf(metric, curves).mean];
  const shown = iteration.filter((at) => at <= last);
  const kept = pointsKept(shown, { down: line, up: line }, detail);
  const valuesOf = (part: Float64Array) =>
    kept.map((k) => {
      if (!Number.isFinite(part[k])) return null;
      // what is in no table, but computed from what is, has four digits
      return count[k] > 1 || metric === "normalised_error"
        ? Number(part[k].toPrecision(4))
        : part[k];
    });
  return {
    iteration: kept.map((k) => iteration[k]),
    mean: valuesOf(mean),
    ...kept.some((k) => count[k] > 1) &&
      { low: valuesOf(low), high: valuesOf(high) },
  };
}
