/** A figure's file on the reader's disk: what it says of its origin, and whether that is so. */
import { type Digest, digestOf, shortDigest } from "../files/digest.ts";
import { fromShell } from "../files/shell_paths.ts";
import { refusal, unreadable } from "../text/errors.ts";
import { type Origin, originIn } from "./origin.ts";

/** A figure's file on the reader's disk. */
export interface FigureFile {
  digest: Digest;
  /** what it says of itself */
  origin: Origin;
}

/**
 * Reads a figure's file, by its path on the command line.
 *
 * @throws {CliError} with exit code 2, if there is none, or it says nothing of its origin, or is
 *   a page, which has the origins of several figures.
 */
export function readFigure(path: string): FigureFile {
  let bytes: Uint8Array;
  try {
    bytes = Deno.readFileSync(fromShell(path));
  } catch (error) {
    const remedy = "give the path of a figure's file";
    throw refusal(`read ${path}`, error, { exitCode: 2, remedy });
  }
  const text = new TextDecoder().decode(bytes);
  if (/^\s*<(!doctype html|html)\b/i.test(text)) {
    throw unreadable(path, "it is a page; give the file of one of its figures");
  }
  const origin = originIn(text);
  if (origin) return { digest: digestOf(bytes), origin };
  throw unreadable(
    path,
    "it does not say in its metadata where it comes from; figures that deno task render makes do",
  );
}

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
  const reasons = [
    ...present === digest
      ? ["the store has it under the present keys"]
      : made && !first
      ? ["nothing it depends on has changed"]
      : [],
    ...locks.map((path) => `${path} has its digest`),
  ];
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
