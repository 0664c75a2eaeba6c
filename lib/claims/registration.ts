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
