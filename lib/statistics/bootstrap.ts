/**
 * The bootstrap: what a statistic might have been, by samples drawn from the sample.
 *
 * Efron & Tibshirani, "An introduction to the bootstrap", 1993.
 */
import { randomIntegers } from "../random/random_integers.ts";
import { coverage, studentQuantile } from "./estimate.ts";
import type { Range } from "./interval.ts";
import { normalProbability, normalQuantile } from "./normal.ts";

/** A number of the ascending values of one sample or, of several strata, of theirs together. */
export type Statistic = (...strata: Float64Array[]) => number;

export interface Bootstrap {
  statistic: Statistic;
  /** the values of each, ascending */
  strata: Float64Array[];
  /** the statistic of these */
  value: number;
  /** the same of every resample, ascending */
  resampled: Float64Array;
}

/** How few values may be drawn from: of four, the range of all would hold their median in 87.5 % of samples. */
export const fewestValues = 5;

/** How much probability is beyond either end of an interval. */
const tail = (1 - coverage) / 2;

/**
 * Draws as many `resamples`: from every stratum, with replacement, as many values as it has. They are
 * those of `scipy.stats.bootstrap` with `random_state=np.random.RandomState(seed)`, of strata that were sorted.
 */
export function bootstrap(
  samples: readonly ArrayLike<number>[],
  statistic: Statistic,
  { resamples = 2000, seed = 0 } = {},
): Bootstrap {
  const strata = samples.map((sample) => Float64Array.from(sample).sort());
  const places = drawnPlaces(strata.map(({ length }) => length), {
    resamples,
    seed,
  });
  const drawn = strata.map(({ length }) => new Float64Array(length));
  const resampled = new Float64Array(resamples).map((_, k) => {
    drawn.forEach((values, j) => {
      const first = k * values.length;
      for (let i = 0; i < values.length; i++) {
        values[i] = strata[j][places[j][first + i]];
      }
    });
    return statistic(...drawn);
  }).sort();
  return { statistic, strata, value: statistic(...strata), resampled };
}

const drawnBefore = new Map<string, Int32Array[]>();

/** The places that are drawn, stratum by stratum: those of one resample after another, each ascending. */
function drawnPlaces(
  lengths: readonly number[],
  { resamples, seed }: { resamples: number; seed: number },
): Int32Array[] {
  const key = [seed, resamples, ...lengths].join();
  const before = drawnBefore.get(key);
  if (before) return before;
  const draw = randomIntegers(seed);
  const places = lengths.map((length) => {
    const drawn = draw(length, resamples * length);
    for (let k = 0; k < drawn.length; k += length) {
      drawn.subarray(k, k + length).sort();
    }
    return drawn;
  });
  drawnBefore.set(key, places);
  return places;
}

/** The percentiles 2.5 and 97.5 of the resamples, or such with another share below the first; Efron & Tibshirani, 13.3. */
export function percentileInterval(
  { resampled }: Pick<Bootstrap, "resampled">,
  level = tail,
): Range {
  return {
    low: quantile(resampled, level),
    high: quantile(resampled, 1 - level),
  };
}

/**
 * Percentiles that allow for few values, for medians and trimmed means of at least five:
 *
 *   levels Φ(−t) and Φ(t)
 *
 * with Student's quantile t, of Σ_j (n_j − 1) degrees of freedom, where plain percentiles have the
 * normal one. They hold medians and interquartile means of 5 to 20 normal values in 93 to 97 % of
 * samples, those of 10 in 96 %, and only the median of 7 in 98 %; plain ones in 88 to 97 %.
 *
 * Hesterberg ("What teachers should know about the bootstrap", The American Statistician 69, 2015)
 * expands by √(n/(n − 1)) t: for a plain mean, whose variance the bootstrap makes too small by
 * (n − 1)/n. The interquartile mean of ten values would then be held in 97 %.
 */
export function studentPercentileInterval(bootstrap: Bootstrap): Range {
  const degrees = bootstrap.strata
    .reduce((sum, { length }) => sum + length - 1, 0);
  const t = studentQuantile(degrees, coverage);
  return percentileInterval(bootstrap, normalProbability(-t));
}

/**
 * The bias-corrected and accelerated interval: percentiles of the resamples θ* at the levels
 *
 *   Φ(z₀ + (z₀ ± z) / (1 − a (z₀ ± z))),   z₀ = Φ⁻¹(P(θ* < θ) + P(θ* = θ)/2)
 *   a = Σ_j Σ_i U_ji³ / n_j³ / (6 (Σ_j Σ_i U_ji² / n_j²)^(3/2)),   U_ji = (n_j − 1) (θ_j − θ_ji)
 *
 * θ is the statistic of the n_j values of each stratum j, θ_ji that without value i, θ_j their mean
 * over i. Not a number where all resamples are on one side of θ, or all θ_ji are alike.
 *
 * Efron & Tibshirani, 14.3 and 15.4.
 */
export function bcaInterval(
  { statistic, strata, value: θ, resampled }: Bootstrap,
): Range {
  const below = resampled.filter((value) => value < θ).length;
  const notAbove = resampled.filter((value) => value <= θ).length;
  const z0 = normalQuantile((below + notAbove) / 2 / resampled.length);
  let cubes = 0, squares = 0;
  strata.forEach((values, j) => {
    const n = values.length;
    const without = values.map((_, i) =>
      statistic(...strata.with(j, values.filter((_, k) => k !== i)))
    );
    const mean = without.reduce((sum, value) => sum + value, 0) / n;
    const U = without.map((value) => (n - 1) * (mean - value));
    cubes += U.reduce((sum, u) => sum + u ** 3, 0) / n ** 3;
    squares += U.reduce((sum, u) => sum + u ** 2, 0) / n ** 2;
  });
  const a = cubes / (6 * squares ** 1.5);
  const [low, high] = [tail, 1 - tail].map((share) => {
    const z = z0 + normalQuantile(share);
    return quantile(resampled, normalProbability(z0 + z / (1 - a * z)));
  });
  return { low, high };
}

/** Between neighbours of `sorted` in a straight line, as NumPy has percentiles; not a number if the level is none. */
function quantile(sorted: Float64Array, level: number): number {
  if (isNaN(level)) return NaN;
  const place = level * (sorted.length - 1);
  const before = sorted[Math.floor(place)], after = sorted[Math.ceil(place)];
  // two infinite ones have no difference
  return before === after
    ? before
    : before + (after - before) * (place - Math.floor(place));
}
