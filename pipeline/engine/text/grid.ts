/** Grids as people write them: the values that one thing is to take, one after another. */
import { unreadable } from "./errors.ts";
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
  if (text.trim() === "") throw unreadable(where, "it has no value");
  const parts = text.split(",").map((part) => {
    const word = part.trim();
    if (word === "") {
      throw unreadable(where, "a value is missing between its commas");
    }
    return word.includes("..")
      ? rangeIn(word, where)
      : { values: [valueIn(word)], log: false };
  });
  return {
    values: parts.flatMap(({ values }) => values),
    between: parts.flatMap(({ values }) =>
      values.map((_, k) => k > 0 && k < values.length - 1)
    ),
    log: parts.some(({ log }) => log),
  };
}

/** Numbers and truths as themselves, all else as a word. */
export function valueIn(word: string): GridValue {
  if (word === "true" || word === "false") return word === "true";
  return readDecimal(word) ?? word;
}

/** The values of `first..last:linN`, or of `logN`. */
function rangeIn(text: string, where: string): Omit<Grid, "between"> {
  const [, first, last, kind, count] =
    /^(.+?)\.\.(.+?):(lin|log)(\d+)$/.exec(text) ?? [];
  const [a, b] = [first, last].map((end = "") => readDecimal(end) ?? NaN);
  const n = Number(count);
  const log = kind === "log";
  const faults: [is: boolean, why: string][] = [
    [
      Number.isNaN(a) || Number.isNaN(b),
      "is not a range such as 1e-4..1e-1:log7 or 0..1:lin5",
    ],
    [
      !Number.isFinite(a) || !Number.isFinite(b),
      "has an end beyond what a number can hold",
    ],
    [a === b, `ends where it begins; give ${first} alone`],
    [a > b, `falls; write ${last}..${first}:${kind}${count}`],
    [
      log && a <= 0,
      `begins at or below zero, where ratios end; begin above it, or write :lin${count}`,
    ],
    [n < 2, "has fewer than the two values that are its ends"],
    [n > mostValues, `has more than ${mostValues} values`],
  ];
  const fault = faults.find(([is]) => is);
  if (fault) throw unreadable(where, `${quoted(text)} ${fault[1]}`);
  return { values: rangeOf(a, b, { n, log }), log };
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
  { n, log }: { n: number; log: boolean },
): number[] {
  const [low, high] = log ? [Math.log10(a), Math.log10(b)] : [a, b];
  const exact = Array.from({ length: n }, (_, k) => {
    const at = (low * (n - 1 - k) + high * k) / (n - 1);
    return log ? 10 ** at : at;
  });
  const power = Math.floor(Math.log10(exact[1] - exact[0]));
  for (let digits = 3;; digits++) {
    const decimals = Math.max(0, Math.min(100, digits - 1 - power));
    const values = exact.map((value) =>
      Number(log ? value.toPrecision(digits) : value.toFixed(decimals))
    );
    [values[0], values[n - 1]] = [a, b];
    const isClose = values.every((value, k) =>
      Math.abs(value - exact[k]) <=
        ((exact[k + 1] ?? Infinity) - exact[k]) / 100
    );
    if (isClose || digits === 17) return values;
  }
}
