/** What `deno test` prints, read. */
import { stripAnsiCode } from "@std/fmt/colors";

/** How many tests ended how. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** A test that did not run. */
export interface Skipped {
  file: string;
  sentence: string;
  /** undefined if it does not say */
  why: string | undefined;
}

/** Reads the last line of a run: `ok | 12 passed (3 steps) | 0 failed | 1 ignored (2s)`. */
export function countsIn(text: string): Counts {
  const line = stripAnsiCode(text).match(/^(ok|FAILED) \| .*$/gm)?.at(-1) ??
    "";
  const number = (word: string) =>
    Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0);
  return {
    passed: number("passed"),
    failed: number("failed"),
    skipped: number("ignored"),
  };
}

/** The tests that were skipped, each with the reason that its name gives. */
export function skippedIn(text: string): Skipped[] {
  const skipped: Skipped[] = [];
  let file = "";
  for (const line of stripAnsiCode(text).split("\n")) {
    file = /^running \d+ tests? from (.*)$/.exec(line)?.[1] ?? file;
    // tests that run beside others name their file in each line
    const [, itsOwn = file, name] =
      /^(?:(\S+\.ts) => )?(.*) \.\.\. ignored \(\d+(?:m|µ)?s\)$/.exec(line) ??
        [];
    if (name === undefined) continue;
    const [, sentence, why] = /^(.*?)(?: \(skipped: (.*)\))?$/.exec(name)!;
    skipped.push({ file: itsOwn, sentence, why });
  }
  return skipped;
}

/** How long the tests of each file took, in seconds; steps count within their test. */
export function secondsIn(text: string): Map<string, number> {
  const seconds = new Map<string, number>();
  let file = "";
  for (const line of stripAnsiCode(text).split("\n")) {
    file = /^running \d+ tests? from (.*)$/.exec(line)?.[1] ?? file;
    // tests that run beside others name their file in each line
    const [, itsOwn = file, time] =
      /^(?! )(?:(\S+) => )?.* (?:ok|FAILED)(?: \(due to .*\))? \(([\dhmsµ]+)\)$/
        .exec(line) ?? [];
    if (time === undefined) continue;
    seconds.set(itsOwn, (seconds.get(itsOwn) ?? 0) + secondsOf(time));
  }
  return seconds;
}

const secondsPerUnit = { h: 3600, m: 60, s: 1, ms: 1e-3, "µs": 1e-6 };

/** `1m2s`, `41ms` → seconds. */
function secondsOf(time: string): number {
  let sum = 0;
  for (const [, count, unit] of time.matchAll(/(\d+)(h|ms|m|s|µs)/g)) {
    sum += Number(count) * secondsPerUnit[unit as keyof typeof secondsPerUnit];
  }
  return sum;
}

/** The words after `deno test` that run these tests and no others, whether skipped or not. */
export function wordsFor(tests: readonly Skipped[]): string[] {
  const sentences = tests.map(({ sentence }) =>
    sentence.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")
  );
  const files = new Set(tests.map(({ file }) => file));
  return [`--filter=/^(${sentences.join("|")})( \\(skipped: .*)?$/`, ...files];
}

/** What Deno says of the tests that failed, the errors, then the names; of another program, its last words. */
export function failuresIn(text: string): string {
  const lines: string[] = stripAnsiCode(text).split("\n");
  const heading = lines.lastIndexOf(" ERRORS ");
  const about = heading < 0 ? lines.slice(-20) : lines.slice(heading + 1);
  return about.filter((line) => !line.includes("(ext:cli/")).join("\n").trim();
}
