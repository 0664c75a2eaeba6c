/** The two ends of an interval. */
export interface Range {
  low: number;
  high: number;
}

/**
 * A number and its 95 % interval, as JSON has them. Each is null where it is not finite: it lies among
 * lost seeds, or so few cannot tell it.
 */
export interface Interval {
  value: number | null;
  low: number | null;
  high: number | null;
}

/** A number with the ends of its interval, if there are any. */
export function interval(value: number, ends?: Range): Interval {
  return {
    value: finiteOrNull(value),
    low: finiteOrNull(ends?.low ?? NaN),
    high: finiteOrNull(ends?.high ?? NaN),
  };
}

/** A number as JSON has it. */
export function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
