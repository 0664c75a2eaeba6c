/** How values are averaged: as they are, or by their logarithms, as on a log axis. */
export type Averaging = "arithmetic" | "geometric";

/** A mean over `count` values, and the interval from `low` to `high` that holds it. */
export interface Estimate {
  mean: number;
  low: number;
  high: number;
  count: number;
}

/** An estimate as JSON has it: null where it is not a number. */
export type JsonEstimate =
  & Record<"mean" | "low" | "high", number | null>
  & Pick<Estimate, "count">;

/** The share of samples whose interval holds what it estimates. */
export const coverage = .95;

/**
 * Mean and 95 % t-interval of the finite ones among `values`.
 *
 *   m ± t s / √n
 *
 * n counts the values, m is their mean, s their standard deviation (n − 1 below), t Student's
 * quantile with n − 1 degrees of freedom. The geometric form is the same of log values, then
 * raised again. One value alone gives no interval (NaN, NaN), and no value no mean. A zero makes
 * the geometric mean zero, without an interval.
 */
export function estimate(
  values: ArrayLike<number>,
  averaging: Averaging,
): Estimate {
  const present = Array.from(values).filter(Number.isFinite);
  const count = present.length;
  if (averaging === "arithmetic" || count < 2) return interval(present);
  if (present.includes(0)) return { mean: 0, low: NaN, high: NaN, count };
  return raised(interval(present.map(Math.log)));
}

/** The geometric estimate that is one of logarithms. */
export function raised({ mean, low, high, count }: Estimate): Estimate {
  const [m, l, h] = [mean, low, high].map(Math.exp);
  return { mean: m, low: l, high: h, count };
}

/** Quantiles by degrees of freedom: curves ask for the same one at every point. */
const quantiles: number[] = [];

function interval(values: readonly number[]): Estimate {
  const { count, mean, variance } = momentsOf(values);
  if (count < 2) return { mean, low: NaN, high: NaN, count };
  const t = quantiles[count - 1] ??= studentQuantile(count - 1, coverage);
  const half = t * Math.sqrt(variance) / Math.sqrt(count);
  return { mean, low: mean - half, high: mean + half, count };
}

/** Mean and variance (n − 1 below) of `count` values: no mean (NaN) of none, no variance of fewer than two. */
export function momentsOf(values: readonly number[]) {
  const count = values.length;
  if (count < 2) return { count, mean: values[0] ?? NaN, variance: NaN };
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { count, mean, variance: squares / (count - 1) };
}

/**
 * Two-sided quantile of Student's t distribution: the t with P(|T| ≤ t) = coverage.
 *
 * For a whole number ν of degrees of freedom the probability is elementary. With θ = arctan(t/√ν),
 *
 *   ν odd:   P = 2/π (θ + sin θ (cos θ + 2/3 cos³θ + 2·4/(3·5) cos⁵θ + … ))
 *   ν even:  P = sin θ (1 + 1/2 cos²θ + 1·3/(2·4) cos⁴θ + … )
 *
 * each sum ending at the power ν − 2. It grows with θ, so halving finds θ to the last digit, which
 * no library promises.
 *
 * Abramowitz & Stegun, 1964, 26.7.3 and 26.7.4.
 */
export function studentQuantile(degrees: number, coverage: number): number {
  let low = 0, high = Math.PI / 2;
  for (;;) {
    const θ = (low + high) / 2;
    if (θ === low || θ === high) return Math.sqrt(degrees) * Math.tan(θ);
    if (probability(θ, degrees) < coverage) low = θ;
    else high = θ;
  }
}

/** P(|T| ≤ √ν tan θ). */
function probability(θ: number, ν: number): number {
  const cosine = Math.cos(θ), odd = ν % 2;
  let term = odd ? cosine : 1;
  let sum = ν > 1 ? term : 0;
  for (let power = 2 + odd; power <= ν - 2; power += 2) {
    term *= (power - 1) / power * cosine * cosine;
    sum += term;
  }
  const series = Math.sin(θ) * sum;
  return odd ? 2 / Math.PI * (θ + series) : series;
}
