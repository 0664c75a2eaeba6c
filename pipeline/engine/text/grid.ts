/** Grids as people write them: the values that one thing is to take, one after another. */
import { usageError } from "./errors.ts";
import { quoted, readDecimal } from "./words.ts";

/** A value: a number, a truth, or else a word. */
export type GridValue = number | boolean | string;

/** Values in the order written. */
export interface Grid {
  values: GridValue[];
  /** of each value, whether it was worked out from the ends of a range */
  between: boolean[];
  /** whether some of them are a range of equal ratios */
  log: boolean;
}

/** More values than this are a slip of the pen. */
const mostValues = 1000;

/**
 * Reads `0,0.001,0.01`, the range `1e-4..1e-1:log7` or `0..1:lin5`, both ends and the
 * number of values given, or several of these with commas between them.
 *
 * @param where how a sentence names the place of the text
 * @throws {CliError} if it is not so written.
 */
export function parseGrid(text: string, where: string): Grid {
  const refuse = (why: string) => usageError(`Cannot read ${where}: ${why}`);
  if (text.trim() === "") throw refuse("it has no value");
  const grid: Grid = { values: [], between: [], log: false };
  for (const part of text.split(",").map((part) => part.trim())) {
    if (part === "") throw refuse("a value is missing between its commas");
    if (!part.includes("..")) {
      grid.values.push(valueIn(part));
      grid.between.push(false);
      continue;
    }
    const [, first, last, kind, count] =
      /^(.+?)\.\.(.+?):(lin|log)(\d+)$/.exec(part) ?? [];
    const [a, b] = [first, last].map((end = "") => readDecimal(end) ?? NaN);
    const n = Number(count);
    const why = Number.isNaN(a) || Number.isNaN(b)
      ? `${quoted(part)} is not a range such as 1e-4..1e-1:log7 or 0..1:lin5`
      : !Number.isFinite(a) || !Number.isFinite(b)
      ? `${quoted(part)} has an end beyond what a number can hold`
      : a === b
      ? `${quoted(part)} ends where it begins; give ${first} alone`
      : a > b
      ? `${quoted(part)} falls; write ${last}..${first}:${kind}${count}`
      : kind === "log" && a <= 0
      ? `${
        quoted(part)
      } begins at or below zero, where ratios end; begin above it, or write :lin${count}`
      : n < 2
      ? `${quoted(part)} has fewer than the two values that are its ends`
      : n > mostValues
      ? `${quoted(part)} has more than ${mostValues} values`
      : undefined;
    if (why) throw refuse(why);
    grid.log ||= kind === "log";
    grid.values.push(...rangeOf(a, b, { n, isLog: kind === "log" }));
    for (let k = 0; k < n; k++) grid.between.push(k > 0 && k < n - 1);
  }
  return grid;
}

/** Numbers and truths as themselves, all else as a word. */
export function valueIn(text: string): GridValue {
  const word = text.trim();
  if (word === "true" || word === "false") return word === "true";
  return readDecimal(word) ?? word;
}

/**
 * `n` values from a to b at equal distances or ratios. The ends are as given; those
 * between are rounded to three digits, of the distance or of each value, or to as many
 * as keep each within a hundredth of its distance to the next: so 0.001 is 0.001, and
 * not 0.0010000000000000002.
 */
function rangeOf(
  a: number,
  b: number,
  { n, isLog }: { n: number; isLog: boolean },
): number[] {
  const [low, high] = isLog ? [Math.log10(a), Math.log10(b)] : [a, b];
  const exact = Array.from({ length: n }, (_, k) => {
    const at = (low * (n - 1 - k) + high * k) / (n - 1);
    return isLog ? 10 ** at : at;
  });
  const power = Math.floor(Math.log10(exact[1] - exact[0]));
  for (let digits = 3;; digits++) {
    const decimals = Math.max(0, Math.min(100, digits - 1 - power));
    const values = exact.map((value, k) =>
      k === 0
        ? a
        : k === n - 1
        ? b
        : isLog
        ? Number(value.toPrecision(digits))
        : Number(value.toFixed(decimals))
    );
    const isClose = values.every((value, k) =>
      Math.abs(value - exact[k]) <=
        ((exact[k + 1] ?? Infinity) - exact[k]) / 100
    );
    if (isClose || digits === 17) return values;
  }
}
