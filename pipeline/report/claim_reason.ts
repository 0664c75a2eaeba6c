import { type Compared, valuesOf } from "../../lib/claims/compare.ts";
import {
  type Verdict,
  verdictOf,
  verdictOfAll,
} from "../../lib/claims/verdict.ts";

/** What the registered reasons are in a sentence: `the whole 95 % interval lies beyond the bound`. */
const clauses: Record<string, string> = {
  "the whole interval is within bounds":
    "the whole 95 % interval lies on the wanted side",
  "the whole interval is out of bounds":
    "the whole 95 % interval lies beyond the bound",
  "the interval crosses the bound": "the 95 % interval crosses the bound",
  "one seed, no interval, and too near to the bound to tell":
    "the value of the one seed that counts is too near to the bound",
  "nothing was run": "no seed that counts was run",
};

/** Why a comparison has its verdict, as the end of a sentence; why values are lacking stands as it is. */
export function reasonClause(compared: Compared): string {
  const { verdict, reason } = verdictOf(compared);
  if (clauses[reason]) return clauses[reason];
  if (verdict === "cannot tell") return reason;
  const count = compared.readings.length;
  if (verdict === "holds") {
    return `on the wanted side in ${
      count === 1 ? "the one seed that counts" : `each of ${count} seeds`
    }`;
  }
  if (count === 1) return "beyond the bound in the one seed that counts";
  const { low = -Infinity, high = Infinity } = compared.bounds;
  const beyond = valuesOf(compared)
    .filter((value) => !(low < value && value < high));
  return `beyond the bound in ${beyond.length} of ${count} seeds`;
}

/** The verdict of a claim, and why: each reason that decides, and in how many comparisons if not in all. */
export function reasonOfAll(comparisons: readonly Compared[]): Verdict {
  const { verdict } = verdictOfAll(comparisons);
  const deciding = comparisons.filter((one) =>
    verdictOf(one).verdict === verdict
  );
  const reasons = [...Map.groupBy(deciding, reasonClause)];
  const reason = reasons.map(([clause, { length }]) =>
    length === comparisons.length
      ? clause
      : `in ${length} of ${comparisons.length} comparisons ${clause}`
  ).join("; ");
  return { verdict, reason };
}
