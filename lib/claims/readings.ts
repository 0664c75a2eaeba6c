/** What claims take from the runs of an experiment, whole as they are, so that a page needs no runs. */
import type { Run } from "../statistics/run.ts";
import { claimGroups } from "./all_claims.ts";

/** Model → what a measure says → seed → its number, or why there is none. */
export type Readings = Record<
  string,
  Record<string, Record<number, number | string>>
>;

/** The numbers that claims on an experiment take from some of its runs. */
export function readingsOf(
  runs: readonly Run[],
  experiment: string,
): Readings {
  const terms = Object.values(claimGroups).flatMap(Object.values)
    .flatMap(([, , , comparisons]) => comparisons)
    .flatMap(({ terms }) => terms)
    .filter((term) => term.experiment === experiment);
  const readings: Readings = {};
  for (const { model, seed, trace } of runs) {
    const ofModel = readings[model] ??= {};
    for (const { measure, ...term } of terms) {
      if (term.model !== model) continue;
      (ofModel[measure.says] ??= {})[seed] ??= measure.of(trace);
    }
  }
  return readings;
}

/** Numbers that JSON does not have. */
const notFinite = ["NaN", "Infinity", "-Infinity"];

/** Readings as JSON, in which a number that is not finite is a word. */
export function encodeReadings(readings: Readings): string {
  const encode = (_: string, value: unknown) =>
    notFinite.includes(`${value}`) ? `${value}` : value;
  return JSON.stringify(readings, encode, 2) + "\n";
}

/** The readings of such a text. */
export function decodeReadings(text: string): Readings {
  return JSON.parse(
    text,
    (_, value) => notFinite.includes(value) ? Number(value) : value,
  );
}
