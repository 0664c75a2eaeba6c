/** What came of a contest, and how it is told. */
import type { Measurement } from "./measure.ts";
import {
  compare,
  eachFurther,
  type Ratio,
  summarise,
  type Summary,
} from "./statistics.ts";

/** All rounds of one side. */
export interface SideReport {
  /** of each round */
  seconds: number[];
  summary: Summary;
  /** greatest of all rounds, in bytes; null if it cannot be read */
  peakMemory: number | null;
}

/** What `--json` prints of one contest. */
export interface ContestReport {
  contest: string;
  experiment: string;
  examples: number;
  models: readonly string[];
  jobs: number;
  backend: string;
  machine: { system: string; architecture: string; cores: number };
  ours: SideReport;
  /** null if there is no Python to run them */
  theirs: SideReport & { parts: Record<string, number> } | null;
  /** how many times as long theirs takes */
  ratio: Ratio | null;
  /** what examples beyond the first few take; null if there are no such runs */
  further: FurtherReport | null;
}

/** Two lengths of a run compared: what starts and ends them is the same, and drops out. */
export interface FurtherReport {
  /** examples of the shorter run, which is not one of the report's rounds */
  base: number;
  /** seconds for each further example and model, of each round */
  ours: number[];
  /** null if there is no Python to run them */
  theirs: number[] | null;
  ratio: Ratio | null;
}

/** What was measured of each side, round by round; nothing of theirs without Python. */
export interface Rounds {
  ours: Measurement[];
  theirs: Measurement[];
}

/** Compares what both sides take for the examples beyond the `base`. */
export function reportFurther(
  { full, short }: { full: Rounds; short: Rounds },
  { base, examples, models }: {
    base: number;
    examples: number;
    models: readonly string[];
  },
): FurtherReport {
  const count = (examples - base) * models.length;
  const each = (side: keyof Rounds) =>
    eachFurther(secondsOf(full[side]), secondsOf(short[side]), count);
  const ours = each("ours");
  const theirs = full.theirs.length > 0 ? each("theirs") : null;
  return { base, ours, theirs, ratio: theirs && compare(ours, theirs) };
}

/** Sums up one side's rounds. */
export function reportSide(rounds: readonly Measurement[]): SideReport {
  const seconds = secondsOf(rounds);
  const memory = rounds.flatMap(({ peakMemory }) => peakMemory ?? []);
  return {
    seconds,
    summary: summarise(seconds),
    peakMemory: memory.length > 0 ? Math.max(...memory) : null,
  };
}

function secondsOf(rounds: readonly Measurement[]): number[] {
  return rounds.map(({ seconds }) => seconds);
}

/** Sums up theirs, with the seconds that their last round tells of its parts. */
export function reportTheirs(rounds: readonly Measurement[]) {
  const { seconds: parts } = JSON.parse(rounds.at(-1)!.stdout) as {
    seconds: Record<string, number>;
  };
  return { ...reportSide(rounds), parts };
}

/** The ratio of the two sides; null without theirs. */
export function ratioOf(
  ours: SideReport,
  theirs: SideReport | null,
): Ratio | null {
  return theirs && compare(ours.seconds, theirs.seconds);
}

/** The report in lines for people. */
export function describe(report: ContestReport): string {
  const { experiment, examples, models, backend, machine, ours, theirs } =
    report;
  const { ratio, further } = report;
  const lines = [
    `${experiment}, ${examples} examples, ${models.join(" ")}, ${backend}`,
    `${machine.cores} cores, ${machine.architecture}, ${machine.system}; ${ours.seconds.length} rounds`,
    `  ours    ${sideLine(ours)}`,
  ];
  if (theirs && ratio) {
    lines.push(
      `  theirs  ${sideLine(theirs)}`,
      `  theirs / ours  ${spread(ratio)}`,
    );
  }
  if (further) lines.push(...describeFurther(further));
  return lines.join("\n");
}

function describeFurther(
  { base, ours, theirs, ratio }: FurtherReport,
): string[] {
  const lines = [
    `  each example after the first ${base}, and model`,
    `    ours    ${millisecondsLine(ours)}`,
  ];
  if (theirs && ratio) {
    lines.push(
      `    theirs  ${millisecondsLine(theirs)}`,
      `    theirs / ours  ${spread(ratio)}`,
    );
  }
  return lines;
}

function millisecondsLine(seconds: readonly number[]): string {
  const { median, least, greatest } = summarise(seconds);
  const text = (value: number) => (1000 * value).toPrecision(3);
  return `${text(median)} ms (${text(least)} to ${text(greatest)})`;
}

function spread({ ofMedians, least, greatest }: Ratio): string {
  return `${times(ofMedians)} (by round ${times(least)} to ${times(greatest)})`;
}

function sideLine({ summary, peakMemory }: SideReport): string {
  const { median, least, greatest } = summary;
  const memory = peakMemory === null
    ? ""
    : `, largest process ${Math.round(peakMemory / 2 ** 20)} MiB`;
  return `${median.toFixed(2)} s (${least.toFixed(2)} to ${
    greatest.toFixed(2)
  })${memory}`;
}

function times(ratio: number): string {
  return `${ratio.toPrecision(3)}×`;
}
