import type { Curve } from "../../lib/statistics/curves.ts";
import type { Figure } from "../figures/catalogue.ts";
import type { ReportResults } from "./inputs.ts";
import { metricText } from "./numbers.ts";
import type { CurveData, CurvePoints } from "./script/curves.ts";

/** The measurements, thinned, that `figures` show; of a normalised error, the error as well. */
export function curveData(
  figures: readonly Pick<Figure, "experiments" | "metrics">[],
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
      const measured = Object.entries(models)
        .filter(([, curves]) => metric in curves)
        .map(([model, curves]) => [model, points(metric, curves)]);
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

/** An error is shown where its normalised form is, so both keep the same iterations. */
function points(metric: string, curves: Record<string, Curve>): CurvePoints {
  const { iteration, mean, low, high, count } = curves[metric];
  const shape = metric === "error" ? curves.normalised_error : undefined;
  const kept = thin(shape?.mean ?? mean);
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

/** Parts into which a long series is cut; of each, at most three points are kept. */
const parts = 50;

/**
 * Which points of a series to keep where all are too many: of each of its parts, all as long, the
 * first, the lowest and the highest; and the very last. At most 151, and all of 150 or fewer.
 */
export function thin(values: ArrayLike<number>): number[] {
  const { length } = values;
  if (length <= 3 * parts) return Array.from({ length }, (_, k) => k);
  const kept = new Set<number>();
  for (let part = 0; part < parts; part++) {
    const start = Math.floor(part * length / parts);
    const end = Math.floor((part + 1) * length / parts);
    let [lowest, highest] = [start, start];
    for (let k = start; k < end; k++) {
      if (values[k] < values[lowest]) lowest = k;
      if (values[k] > values[highest]) highest = k;
    }
    for (const k of [start, lowest, highest]) kept.add(k);
  }
  kept.add(length - 1);
  return [...kept].sort((a, b) => a - b);
}
