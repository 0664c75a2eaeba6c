import type { Comparison } from "./claim.ts";
import type { Compared } from "./compare.ts";

/** Claims as they stood on a day, before any seeds but those seen had been run. */
export interface Registration {
  date: string;
  /** of the repository, where claims and analysis stand as they are registered */
  commit: string;
  /** by experiment: seeds whose results were known, which are no evidence */
  seen: Readonly<Record<string, readonly number[]>>;
  /** what else was known, in sentences */
  remarks: readonly string[];
  /** digest of the verdicts on made-up results */
  analysis: string;
  /** digest of each claim by its id: its words, what it measures, its bounds */
  claims: Readonly<Record<string, string>>;
}

/** What a claim is registered by: of several, the last, since a claim that has changed is a new one. */
export function registrationOf(
  id: string,
  registrations: readonly Registration[],
): Registration | undefined {
  return registrations.findLast(({ claims }) => Object.hasOwn(claims, id));
}

/** What was measured of seeds that had not been seen and of those that had. */
export interface Split {
  unseen: Compared;
  seen: Compared;
}

/** A comparison's readings, apart by whether a seed had been seen in any of its experiments. */
export function bySeen(
  { terms }: Pick<Comparison, "terms">,
  compared: Compared,
  { seen }: Pick<Registration, "seen">,
): Split {
  const known = new Set(terms.flatMap((term) => seen[term.experiment] ?? []));
  const those = (areSeen: boolean) => ({
    ...compared,
    readings: compared.readings.filter(({ seed }) =>
      known.has(seed) === areSeen
    ),
  });
  return { unseen: those(false), seen: those(true) };
}
