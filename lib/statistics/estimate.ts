import { studentQuantile } from "./student.ts";

/** How values are averaged: as they are, or by their logarithms, as on a log axis. */
export type Averaging = "arithmetic" | "geometric";

/** A mean over `count` values, and the interval from `low` to `high` that holds it. */
export interface Estimate {
  mean: number;
  low: number;
  high: number;
  count: number;
}

/**
 * Mean and t-interval of the finite ones among `values`.
 *
 *   m ± t s / √n
 *
 * n counts the values, m is their mean, s their standard deviation (n − 1 below), t Student's
 * quantile with n − 1 degrees of freedom. The geometric form is the same of log values, then
 * raised again. One value alone gives no interval (NaN, NaN), and no value no mean. A zero makes
 * the geometric mean zero, without an interval.
 *
 * `averaging` defaults to arithmetic; `coverage` defaults to .95.
 *
 * @throws {RangeError} if a geometric mean meets a negative value.
 */
export function estimate(
  values: ArrayLike<number>,
  { averaging = "arithmetic", coverage = .95 }: {
    averaging?: Averaging;
    coverage?: number;
  } = {},
): Estimate {
  const present = Array.from(values).filter(Number.isFinite);
  const count = present.length;
  const none = { low: NaN, high: NaN, count };
  if (count === 0) return { mean: NaN, ...none };
  if (averaging === "arithmetic") {
    return { ...interval(present, coverage), count };
  }
  const least = present.reduce((a, b) => Math.min(a, b));
  if (least < 0) {
    throw new RangeError(`Cannot take geometric mean: value ${least}`);
  }
  if (count === 1 || least === 0) {
    return { mean: count === 1 ? present[0] : 0, ...none };
  }
  const { mean, low, high } = interval(present.map(Math.log), coverage);
  return {
    mean: Math.exp(mean),
    low: Math.exp(low),
    high: Math.exp(high),
    count,
  };
}

function interval(
  values: number[],
  coverage: number,
): { mean: number; low: number; high: number } {
  const count = values.length;
  if (count === 1) return { mean: values[0], low: NaN, high: NaN };
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / (count - 1));
  const half = quantile(count - 1, coverage) * deviation / Math.sqrt(count);
  return { mean, low: mean - half, high: mean + half };
}

/** Quantiles already found: curves ask for the same one at every point. */
const quantiles = new Map<string, number>();

function quantile(degrees: number, coverage: number): number {
  const key = `${degrees} ${coverage}`;
  let t = quantiles.get(key);
  if (t === undefined) {
    quantiles.set(key, t = studentQuantile(degrees, coverage));
  }
  return t;
}
