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

/** Whether a file is what this repository makes, and how that is known. */
export type FigureVerdict =
  | { state: "present"; by: string[]; differences: readonly string[] }
  | { state: "earlier"; differences: readonly string[] }
  | { state: "altered"; key: Digest; digest: Digest }
  | { state: "unknown" };

/** Judges a figure's file by what was found out. */
export function verdictOf(
  { digest, present, locks, made, differences, named }: Findings,
): FigureVerdict {
  const by = locks.map((path) => `${path} has its digest`);
  if (present === digest) by.unshift("the store has it under the present keys");
  else if (made && differences.length === 0) {
    by.unshift("nothing it depends on has changed");
  }
  if (by.length > 0) return { state: "present", by, differences };
  if (made) return { state: "earlier", differences };
  return named ? { state: "altered", ...named } : { state: "unknown" };
}

/** A verdict in words, to follow `it`. */
export function describeVerdict(verdict: FigureVerdict): string {
  switch (verdict.state) {
    case "present":
      return `is what this repository makes: ${verdict.by.join("; ")}`;
    case "earlier": {
      const [first, ...more] = verdict.differences;
      const others = more.length > 0 ? `, and ${more.length} more` : "";
      return `was made by an earlier state or with other options: ${first}${others}`;
    }
    case "altered":
      return `is altered: its metadata name record ${
        shortDigest(verdict.key)
      }, whose figure has the digest ${verdict.digest}`;
    case "unknown":
      return "is unknown: nothing in the store made it, and no committed lock has its digest";
  }
}
