import { type Estimate, estimate } from "../statistics/estimate.ts";
import type { Summary } from "../statistics/summary.ts";
import type { Comparison, Term, Unit } from "./claim.ts";
import type { Readings } from "./readings.ts";

/** What claims are held against, by experiment: what was taken from its runs, and of which seeds there should be one. */
export interface Evidence {
  readings: Readonly<Record<string, Readings>>;
  summaries: Readonly<
    Record<string, Pick<Summary, "seeds" | "changed" | "departures">>
  >;
}

/** What was measured of one seed, or why nothing was. */
export interface Reading {
  seed: number;
  value: number | string;
}

/** A comparison with what was measured. */
export interface Compared extends Omit<Comparison, "terms" | "combine"> {
  readings: readonly Reading[];
}

/** Takes the number of a comparison from every seed. */
export function compare(
  { terms, combine, ...comparison }: Comparison,
  evidence: Evidence,
): Compared {
  const seeds = evidence.summaries[terms[0].experiment]?.seeds ?? [];
  const readings = seeds.map((seed) => {
    const values = terms.map((term) => measured(term, seed, evidence));
    const lacking = values.find((value) => typeof value === "string");
    const numbers = values as number[];
    const value = lacking ?? (combine ? combine.of(...numbers) : numbers[0]);
    return { seed, value: averageable(value, comparison.unit) };
  });
  return { ...comparison, readings };
}

function measured(
  { experiment, model, measure }: Term,
  seed: number,
  { readings, summaries }: Evidence,
): number | string {
  const value = readings[experiment]?.[model]?.[measure.says]?.[seed];
  if (value === undefined) {
    return `there is no run of ${model} in ${experiment}`;
  }
  const { changed, departures } = summaries[experiment];
  const change = changed?.[model];
  if (change) return `${model} is not as published: ${change}`;
  if (departures) return `${experiment} is not as published: ${departures}`;
  return typeof value === "string" ? `${model} ${value}` : value;
}

/** A value that can be averaged, or why there is none. */
export function averageable(value: number | string, unit: Unit) {
  if (typeof value === "string") return value;
  if (unit === "ratio") {
    return value > 0 && value < Infinity
      ? value
      : "the ratio is not finite and above zero";
  }
  return Number.isFinite(value) ? value : "the value is not finite";
}

/** The values of those readings that have one. */
export function valuesOf({ readings }: Pick<Compared, "readings">): number[] {
  return readings.map(({ value }) => value)
    .filter((value) => typeof value === "number");
}

/** The mean over seeds and its 95 % interval: of ratios geometric, of all else arithmetic. */
export function estimateOf(
  compared: Pick<Compared, "unit" | "readings">,
): Estimate {
  const averaging = compared.unit === "ratio" ? "geometric" : "arithmetic";
  return estimate(valuesOf(compared), averaging);
}
