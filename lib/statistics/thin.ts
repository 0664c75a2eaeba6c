import type { Series } from "../io/trace.ts";

/** How much is kept of a curve that is too long to be kept whole. */
export interface Detail {
  /** points at its beginning, where most happens, that all are kept */
  first: number;
  /** parts into which the rest is cut, each as long; of each, a few points are kept */
  parts: number;
}

/**
 * Which points of a curve to keep so that it looks the same: the first ones; of each part of the
 * rest the first and the last, those where one of the lines `down` is least, and those where one
 * of the lines `up` is greatest. All, where these are few.
 */
export function pointsKept(
  iteration: ArrayLike<number>,
  { down, up }: Record<"down" | "up", readonly ArrayLike<number>[]>,
  { first, parts }: Detail,
): number[] {
  const { length } = iteration;
  const whole = length <= first + 4 * parts ? length : first;
  const kept = Array.from({ length: whole }, (_, k) => k);
  const width = (iteration[length - 1] - iteration[whole]) / parts;
  for (let start = whole, part = 1; start < length; part++) {
    const limit = iteration[whole] + part * width;
    let end = start;
    while (iteration[end] < limit || part === parts && end < length) end++;
    if (start === end) continue;
    const points = new Set([start, end - 1]);
    for (const line of down) points.add(best(line, start, end, -1));
    for (const line of up) points.add(best(line, start, end, 1));
    kept.push(...[...points].sort((a, b) => a - b));
    start = end;
  }
  return kept;
}

/** The first place at which a line times a sign is greatest, from `start` until `end`; what is not a number is never. */
function best(
  line: ArrayLike<number>,
  start: number,
  end: number,
  sign: number,
): number {
  let found = start;
  for (let k = start + 1; k < end; k++) {
    const [value, most] = [sign * line[k], sign * line[found]];
    if (value > most || isNaN(most)) found = k;
  }
  return found;
}

/** A series thinned, its least and its greatest value among those that are kept. */
export function thinned(series: Series, detail: Detail): Series {
  const { iteration, value } = series;
  const lines = { down: [value], up: [value] };
  return at(series, pointsKept(iteration, lines, detail));
}

/** About as many rows as a table may have: no more than spreadsheets take. */
const mostRows = 1_000_000;

/** Every how many-th measurement of each series goes into a table, where there are so many in all. */
export function tableStep(measurements: number): number {
  return Math.max(1, Math.ceil(measurements / mostRows));
}

/** Every so many-th measurement of a series from the first on, and the last. */
export function everyNth(series: Series, n: number): Series {
  const { length } = series.iteration;
  const kept = Array.from({ length: Math.ceil(length / n) }, (_, k) => k * n);
  if ((length - 1) % n > 0) kept.push(length - 1);
  return at(series, kept);
}

function at({ iteration, value }: Series, kept: readonly number[]): Series {
  return {
    iteration: Float64Array.from(kept, (k) => iteration[k]),
    value: Float64Array.from(kept, (k) => value[k]),
  };
}
