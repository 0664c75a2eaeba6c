import { type Digest, shortDigest } from "../files/digest.ts";

/** What is found out about a figure's file. */
export interface Findings {
  digest: Digest;
  /** the digest that the present keys stand for, if the figure is fresh */
  present: Digest | undefined;
  /** the committed locks that hold it, as paths */
  locks: readonly string[];
  /** whether a record in the store holds these bytes */
  made: boolean;
  /** how the present state differs from the one that made it */
  differences: readonly string[];
  /** the newest record of the same figure from the same inputs, whatever it holds */
  named: { key: Digest; digest: Digest } | undefined;
}

/** Whether a file is what this repository makes, and how that is known, in words that follow `it`. */
export function verdictOf(
  { digest, present, locks, made, differences, named }: Findings,
): { isPresent: boolean; text: string } {
  const [first, ...more] = differences;
  const reasons = locks.map((path) => `${path} has its digest`);
  if (present === digest) {
    reasons.unshift("the store has it under the present keys");
  } else if (made && !first) {
    reasons.unshift("nothing it depends on has changed");
  }
  if (reasons.length > 0) {
    const text = `is what this repository makes: ${reasons.join("; ")}`;
    return { isPresent: true, text };
  }
  const others = more.length > 0 ? `, and ${more.length} more` : "";
  const text = made
    ? `was made by an earlier state or with other options: ${first}${others}`
    : named
    ? `is altered: its metadata name record ${
      shortDigest(named.key)
    }, whose figure has the digest ${named.digest}`
    : "is unknown: nothing in the store made it, and no committed lock has its digest";
  return { isPresent: false, text };
}
