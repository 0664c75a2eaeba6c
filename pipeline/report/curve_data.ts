import type { Curve, Curves } from "../../lib/statistics/curves.ts";
import type { Figure } from "../figures/catalogue.ts";
import { metricText } from "./numbers.ts";
import { thin } from "./thin.ts";

/** Some measurements of a model, by iteration. */
export interface CurvePoints {
  iteration: number[];
  /** as a table has it where one seed was measured, else to four digits; null if there is none */
  mean: (number | null)[];
  /** the mean's 95 % interval, where there are several seeds */
  low?: (number | null)[];
  high?: (number | null)[];
}

/** A metric as a reader is told of it. */
export interface MetricData {
  title: string;
  /** by name of model */
  models: Record<string, CurvePoints>;
}

/** What the page knows of its curves: by experiment, then by metric. */
export type CurveData = Record<string, Record<string, MetricData>>;

/** What a value is told with that is in no table, but computed from those that are. */
const digits = 4;

/** The measurements, thinned, that `figures` show; of a normalised error, the error as well. */
export function curveData(
  figures: readonly Pick<Figure, "experiments" | "metrics">[],
  curves: Record<string, Curves>,
): CurveData {
  return mapped(curves, (models, experiment) => {
    const shown = figures.filter(({ experiments }) =>
      experiments.includes(experiment)
    );
    const metrics = new Set(shown.flatMap(({ metrics }) => metrics));
    if (metrics.has("normalised_error")) metrics.add("error");
    return Object.fromEntries(
      [...metrics].flatMap((metric) => {
        const measured = Object.entries(models).filter(([, curves]) =>
          metric in curves
        );
        return measured.length === 0 ? [] : [[metric, {
          title: metricText(metric, experiment).title,
          models: Object.fromEntries(
            measured.map(([model, curves]) => [model, points(metric, curves)]),
          ),
        }]];
      }),
    );
  });
}

function mapped<From, To>(
  record: Record<string, From>,
  to: (value: From, name: string) => To,
): Record<string, To> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, to(value, name)]),
  );
}

/** An error is told where its normalised form is, so both keep the same iterations. */
function points(metric: string, curves: Record<string, Curve>): CurvePoints {
  const { iteration, mean, low, high, count } = curves[metric];
  const shape = metric === "error" ? curves.normalised_error : undefined;
  const kept = thin(shape?.mean ?? mean);
  const valuesOf = (part: Float64Array) =>
    kept.map((k) => {
      if (!Number.isFinite(part[k])) return null;
      return count[k] > 1 || metric === "normalised_error"
        ? Number(part[k].toPrecision(digits))
        : part[k];
    });
  return {
    iteration: kept.map((k) => iteration[k]),
    mean: valuesOf(mean),
    ...kept.some((k) => count[k] > 1)
      ? { low: valuesOf(low), high: valuesOf(high) }
      : {},
  };
}
