import { decodeArrays, encodeArrays, type NamedArray } from "../io/arrays.ts";
import type { Series } from "../io/trace.ts";
import { type Averaging, type Estimate, estimate } from "./estimate.ts";
import { averagingOf, metricsOf, type Run, seriesOf } from "./run.ts";
import { type Detail, pointsKept } from "./thin.ts";

/** A mean with its interval at every iteration, over the `count` seeds measured there. */
export interface Curve {
  iteration: Float64Array;
  mean: Float64Array;
  low: Float64Array;
  high: Float64Array;
  count: Int32Array;
}

/** Averaged curves by model, then by metric. */
export type Curves = Record<string, Record<string, Curve>>;

/** More points than a panel is wide in pixels, and every point of what shows the beginning alone. */
const detail: Detail = { first: 1000, parts: 1000 };

/**
 * The curves of each of `models` over its seeds, for every metric it has: averaged at every
 * iteration, then thinned to what figures draw.
 */
export function curvesOf(
  runs: readonly Run[],
  models: readonly string[],
): Curves {
  const curves: Curves = {};
  for (const model of models) {
    const mine = runs.filter((run) => run.model === model);
    const whole = Object.fromEntries(
      metricsOf(mine).map((metric) => {
        const series = seriesOf(mine, metric);
        return [metric, averageSeries(series, averagingOf(metric))];
      }),
    );
    const thin = ([metric, curve]: [string, Curve]) => [
      metric,
      thinnedCurve(curve, detail, shapeOf(metric, whole)),
    ];
    curves[model] = Object.fromEntries(Object.entries(whole).map(thin));
  }
  return curves;
}

/** The one of a model's curves by which that of a metric is thinned: an error is kept where its normalised form is. */
export function shapeOf(metric: string, curves: Record<string, Curve>): Curve {
  return metric === "error" && curves.normalised_error || curves[metric];
}

/** A curve thinned, the extremes of the line and of the band of its `shape` among what is kept. */
export function thinnedCurve(
  curve: Curve,
  detail: Detail,
  shape = curve,
): Curve {
  const { iteration, mean, low, high, count } = curve;
  const lines = {
    down: [shape.mean, shape.low],
    up: [shape.mean, shape.high],
  };
  const kept = pointsKept(iteration, lines, detail);
  const of = (part: ArrayLike<number>) =>
    Float64Array.from(kept, (k) => part[k]);
  return {
    iteration: of(iteration),
    mean: of(mean),
    low: of(low),
    high: of(high),
    count: Int32Array.from(kept, (k) => count[k]),
  };
}

/**
 * The average of several seeds' series, iteration by iteration.
 *
 * A series may end early, when its model diverged, or hold values that are not finite: each point
 * is then over the seeds that are there, `count` of them, and a point no seed has is left out. Where
 * one seed alone remains, low and high are its value, so that a band shrinks to its line.
 */
export function averageSeries(
  series: readonly Series[],
  averaging: Averaging = "arithmetic",
): Curve {
  const points: (Estimate & { iteration: number })[] = [];
  /** how far each series has been read */
  const read = series.map(() => 0);
  for (;;) {
    let iteration = Infinity;
    for (let k = 0; k < series.length; k++) {
      const next = series[k].iteration[read[k]];
      if (next < iteration) iteration = next;
    }
    if (iteration === Infinity) break;
    const found: number[] = [];
    for (let k = 0; k < series.length; k++) {
      while (series[k].iteration[read[k]] === iteration) {
        found.push(series[k].value[read[k]++]);
      }
    }
    const { mean, low, high, count } = estimate(found, averaging);
    if (count > 0) points.push({ iteration, mean, low, high, count });
  }
  const column = (part: keyof Curve) =>
    Float64Array.from(
      points,
      (point) => isNaN(point[part]) ? point.mean : point[part],
    );
  return {
    iteration: column("iteration"),
    mean: column("mean"),
    low: column("low"),
    high: column("high"),
    count: Int32Array.from(column("count")),
  };
}

/** Few points of each curve, for a table that people read or draw from. */
const tableDetail: Detail = { first: 100, parts: 25 };

/** The columns of the table of curves, in their order. */
export const curveColumns = [
  ...["experiment", "model", "metric", "iteration"],
  ...["mean", "low", "high", "count"],
] as const;

/** The rows of that table: model by model, metric by metric, a few points of each curve. */
export function* curveRows(curves: Curves, experiment: string) {
  for (const [model, metrics] of Object.entries(curves)) {
    for (const [metric, curve] of Object.entries(metrics)) {
      const { iteration, mean, low, high, count } = thinnedCurve(
        curve,
        tableDetail,
      );
      for (const [k, at] of iteration.entries()) {
        yield {
          ...{ experiment, model, metric, iteration: at },
          ...{ mean: mean[k], low: low[k], high: high[k], count: count[k] },
        };
      }
    }
  }
}

/** The bytes of `curves`: an `.npz` of arrays named `<model>/<metric>/<part>`. */
export function encodeCurves(curves: Curves): Uint8Array {
  const arrays: Record<string, NamedArray> = {};
  for (const [model, metrics] of Object.entries(curves)) {
    for (const [metric, curve] of Object.entries(metrics)) {
      for (const [part, data] of Object.entries(curve)) {
        arrays[`${model}/${metric}/${part}`] = { shape: [data.length], data };
      }
    }
  }
  return encodeArrays(arrays);
}

/** The curves held by such bytes. */
export function decodeCurves(bytes: Uint8Array): Curves {
  const curves: Record<string, Record<string, Record<string, unknown>>> = {};
  for (const [name, { data }] of Object.entries(decodeArrays(bytes))) {
    const [model, metric, part] = name.split("/");
    ((curves[model] ??= {})[metric] ??= {})[part] = data;
  }
  return curves as unknown as Curves;
}
