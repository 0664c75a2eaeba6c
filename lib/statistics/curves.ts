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

const parts = ["iteration", "mean", "low", "high", "count"] as const;

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
 *
 * @throws {RangeError} if the iterations of a series do not increase.
 */
export function averageSeries(
  series: readonly Series[],
  averaging: Averaging = "arithmetic",
): Curve {
  const values = new Map<number, number[]>();
  for (const { iteration, value } of series) {
    iteration.forEach((at, k) => {
      if (k > 0 && !(at > iteration[k - 1])) {
        throw new RangeError(
          `Cannot average series: iteration ${at} follows ${iteration[k - 1]}`,
        );
      }
      const measured = values.get(at);
      if (measured) measured.push(value[k]);
      else values.set(at, [value[k]]);
    });
  }
  const points = [...values].sort(([a], [b]) => a - b)
    .map(([at, values]) => ({ at, ...estimate(values, averaging) }))
    .filter(({ count }) => count > 0);
  return {
    iteration: Float64Array.from(points, ({ at }) => at),
    mean: Float64Array.from(points, ({ mean }) => mean),
    low: Float64Array.from(points, ({ mean, low }) => isNaN(low) ? mean : low),
    high: Float64Array.from(
      points,
      ({ mean, high }) => isNaN(high) ? mean : high,
    ),
    count: Int32Array.from(points, ({ count }) => count),
  };
}

/** The bytes of `curves`: an `.npz` of arrays named `<model>/<metric>/<part>`. */
export function encodeCurves(curves: Curves): Uint8Array {
  const arrays: Record<string, NamedArray> = {};
  for (const [model, metrics] of Object.entries(curves)) {
    for (const [metric, curve] of Object.entries(metrics)) {
      for (const part of parts) {
        const data = curve[part];
        arrays[`${model}/${metric}/${part}`] = { shape: [data.length], data };
      }
    }
  }
  return encodeArrays(arrays);
}

/**
 * The curves held by `bytes`.
 *
 * @throws {SyntaxError} if the bytes are not an archive of curves.
 */
export function decodeCurves(bytes: Uint8Array): Curves {
  const arrays = decodeArrays(bytes);
  const curveOf = (name: string) =>
    Object.fromEntries(parts.map((part) => {
      const array = arrays[`${name}/${part}`];
      if (array) return [part, array.data];
      throw new SyntaxError(`Cannot read curves: ${name} has no ${part}`);
    })) as unknown as Curve;
  const curves: Curves = {};
  for (const name of Object.keys(arrays)) {
    const [model, metric] = name.split("/");
    (curves[model] ??= {})[metric] ??= curveOf(`${model}/${metric}`);
  }
  return curves;
}
