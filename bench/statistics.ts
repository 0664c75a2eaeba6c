/** The few statistics a benchmark needs, as pure functions. */

/** Several measurements of one thing. */
export interface Summary {
  median: number;
  least: number;
  greatest: number;
}

/** How many times the time of ours theirs takes. */
export interface Ratio {
  /** median of theirs over median of ours */
  ofMedians: number;
  /** least and greatest of the ratios within one round */
  least: number;
  greatest: number;
}

/**
 * The middle value; of an even number of values, the mean of the two in the middle.
 *
 * @throws {RangeError} if there are no values.
 */
export function median(values: readonly number[]): number {
  if (values.length === 0) {
    throw new RangeError("Cannot take a median: there are no values");
  }
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? sorted[half]
    : (sorted[half - 1] + sorted[half]) / 2;
}

/**
 * Median, least and greatest.
 *
 * @throws {RangeError} if there are no values.
 */
export function summarise(values: readonly number[]): Summary {
  return {
    median: median(values),
    least: Math.min(...values),
    greatest: Math.max(...values),
  };
}

/**
 * What each of `count` more takes, round by round: the time of the longer run
 * less that of the shorter.
 *
 * @throws {RangeError} if there are not as many rounds of one as of the other.
 */
export function eachFurther(
  longer: readonly number[],
  shorter: readonly number[],
  count: number,
): number[] {
  requireRounds(longer, shorter);
  return longer.map((seconds, round) => (seconds - shorter[round]) / count);
}

/**
 * Compares times taken in turn: `ours[k]` and `theirs[k]` are of round k, so that
 * what slows the machine for a while slows both, and their ratio less.
 *
 * @throws {RangeError} if there are no rounds, or not as many of one as of the other.
 */
export function compare(
  ours: readonly number[],
  theirs: readonly number[],
): Ratio {
  requireRounds(ours, theirs);
  const ratios = ours.map((seconds, round) => theirs[round] / seconds);
  const { least, greatest } = summarise(ratios);
  return { ofMedians: median(theirs) / median(ours), least, greatest };
}

function requireRounds(
  some: readonly number[],
  others: readonly number[],
): void {
  if (some.length === others.length) return;
  throw new RangeError(
    `Cannot compare times: expected ${some.length} of each, received ${others.length}`,
  );
}
