import { decodeArrays, encodeArrays, type NamedArray } from "../io/arrays.ts";
import { averageSeries, type Curve } from "./average_series.ts";
import { averagingOf, metricsOf, type Run, seriesOf } from "./run.ts";

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
      const averaging = averagingOf(metric);
      curves[model][metric] = averageSeries(seriesOf(mine, metric), {
        averaging,
      });
    }
  }
  return curves;
}

/** The bytes of `curves`: an `.npz` of arrays named `<model>/<metric>/<part>`. */
export function encodeCurves(curves: Curves): Uint8Array {
  const arrays: Record<string, NamedArray> = {};
  for (const [model, metrics] of Object.entries(curves)) {
    for (const [metric, curve] of Object.entries(metrics)) {
      for (const part of parts) {
        arrays[`${model}/${metric}/${part}`] = {
          shape: [curve[part].length],
          data: curve[part],
        };
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
  const curves: Record<string, Record<string, Partial<Curve>>> = {};
  for (const [name, { data }] of Object.entries(decodeArrays(bytes))) {
    const [model, metric, part] = name.split("/");
    ((curves[model] ??= {})[metric] ??= {})[part as "mean"] =
      data as Float64Array;
  }
  for (const [model, metrics] of Object.entries(curves)) {
    for (const [metric, curve] of Object.entries(metrics)) {
      const missing = parts.find((part) => !(part in curve));
      if (missing) {
        throw new SyntaxError(
          `Cannot read curves: ${model}/${metric} has no ${missing}`,
        );
      }
    }
  }
  return curves as Curves;
}
