import { decodeArrays, encodeArrays, type NamedArray } from "../io/arrays.ts";
import type { Series } from "../io/trace.ts";
import { type Averaging, estimate } from "./estimate.ts";
import { averagingOf, metricsOf, type Run, seriesOf } from "./run.ts";

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

/** The curves of each of `models` over its seeds, for every metric it has. */
export function curvesOf(
  runs: readonly Run[],
  models: readonly string[],
): Curves {
  const curves: Curves = {};
  for (const model of models) {
    const mine = runs.filter((run) => run.model === model);
    curves[model] = {};
    for (const metric of metricsOf(mine)) {
      const series = seriesOf(mine, metric);
      curves[model][metric] = averageSeries(series, averagingOf(metric));
    }
  }
  return curves;
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
  const measured = series.flatMap(({ iteration, value }) =>
    Array.from(iteration, (at, k) => ({ at, value: value[k] }))
  );
  const points = [...Map.groupBy(measured, ({ at }) => at)]
    .sort(([a], [b]) => a - b)
    .map(([iteration, found]) => ({
      iteration,
      ...estimate(found.map(({ value }) => value), averaging),
    }))
    .filter(({ count }) => count > 0);
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
