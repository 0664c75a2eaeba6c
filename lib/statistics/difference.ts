import {
  type Averaging,
  coverage,
  type Estimate,
  momentsOf,
  raised,
  studentQuantile,
} from "./estimate.ts";

/**
 * By how much the mean of `b` is above that of `a`, two samples of which nothing pairs the
 * values, with Welch's 95 % interval.
 *
 *   m_b − m_a ± t √(v_a + v_b),   v = s²/n,   ν = (v_a + v_b)² / (v_a²/(n_a − 1) + v_b²/(n_b − 1))
 *
 * n counts a sample's finite values, m is their mean, s² their variance, t Student's quantile with
 * ν degrees of freedom, rounded down, which can but widen the interval. The geometric form is the
 * same of log values, then raised: the ratio of the geometric means. A sample of one value gives
 * no interval (NaN, NaN). `count` is that of both samples.
 *
 * Welch, 1947.
 */
export function differenceOfMeans(
  a: readonly number[],
  b: readonly number[],
  averaging: Averaging,
): Estimate {
  const isGeometric = averaging === "geometric";
  const [first, second] = [a, b].map((values) => {
    const present = values.filter(Number.isFinite);
    return momentsOf(isGeometric ? present.map(Math.log) : present);
  });
  const mean = second.mean - first.mean;
  const half = welch(first, second);
  const count = first.count + second.count;
  const change = { mean, low: mean - half, high: mean + half, count };
  return isGeometric ? raised(change) : change;
}

type Moments = ReturnType<typeof momentsOf>;

/** Half the length of the interval. */
function welch(a: Moments, b: Moments): number {
  const [v, w] = [a, b].map(({ variance, count }) => variance / count);
  if (v + w === 0) return 0;
  const ν = (v + w) ** 2 / (v ** 2 / (a.count - 1) + w ** 2 / (b.count - 1));
  if (!Number.isFinite(ν)) return NaN;
  // a whole ν may come out a little below
  const degrees = Math.floor(ν + 1e-9);
  return studentQuantile(degrees, coverage) * Math.sqrt(v + w);
}
