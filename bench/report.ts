/** What came of a contest, and how it is told. */
import type { Measurement } from "./measure.ts";
import { compare, type Ratio, summarise, type Summary } from "./statistics.ts";

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
  machine: { system: string; architecture: string; cores: number };
  ours: SideReport;
  /** null if there is no Python to run them */
  theirs: SideReport & { parts: Record<string, number> } | null;
  /** how many times as long theirs takes */
  ratio: Ratio | null;
}

/** Sums up one side's rounds. */
export function reportSide(rounds: readonly Measurement[]): SideReport {
  const seconds = rounds.map(({ seconds }) => seconds);
  const memory = rounds.flatMap(({ peakMemory }) => peakMemory ?? []);
  return {
    seconds,
    summary: summarise(seconds),
    peakMemory: memory.length > 0 ? Math.max(...memory) : null,
  };
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
  const { experiment, examples, models, machine, ours, theirs, ratio } = report;
  const lines = [
    `${experiment}, ${examples} examples, ${models.join(" ")}`,
    `${machine.cores} cores, ${machine.architecture}, ${machine.system}; ${ours.seconds.length} rounds`,
    `  ours    ${sideLine(ours)}`,
  ];
  if (theirs && ratio) {
    lines.push(
      `  theirs  ${sideLine(theirs)}`,
      `  theirs / ours  ${times(ratio.ofMedians)} (by round ${
        times(ratio.least)
      } to ${times(ratio.greatest)})`,
    );
  }
  return lines.join("\n");
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
