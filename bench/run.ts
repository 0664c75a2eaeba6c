/**
 * Times the pipeline and the same experiment written in NumPy, in turn: ours,
 * theirs, ours, theirs … Each is a whole command, ours from an empty store.
 */
import { CliError } from "../pipeline/engine/text/errors.ts";
import { versionLine } from "../pipeline/engine/files/project.ts";
import { project, projectFolder } from "../pipeline/project.ts";
import {
  endWith,
  print,
  printError,
} from "../pipeline/engine/terminal/stream.ts";
import { type Contest, contests } from "./contests.ts";
import { measure, type Measurement } from "./measure.ts";
import { benchHelp, type BenchOptions, parseBenchOptions } from "./options.ts";
import { findPython, howToInstall } from "./python.ts";
import {
  type ContestReport,
  describe,
  ratioOf,
  reportFurther,
  reportSide,
  reportTheirs,
  type Rounds,
} from "./report.ts";
import {
  checkExamples,
  type Extent,
  modelsOf,
  ourCommand,
  theirCommand,
} from "./sides.ts";

/** One contest as it is asked for. */
interface Entry {
  name: string;
  contest: Contest;
  extent: Extent;
}

/**
 * Everything that is asked for, checked before anything is looked for or run.
 *
 * @throws {CliError} with exit code 2, if the pipeline cannot run one of them.
 */
function entriesOf(options: BenchOptions): Entry[] {
  const { jobs, backend } = options;
  return options.names.map((name) => {
    const contest = contests[name];
    const examples = options.examples ?? contest.examples;
    checkExamples(contest, examples);
    const models = modelsOf(contest, options.models);
    return { name, contest, extent: { examples, models, jobs, backend } };
  });
}

/** Runs one contest: all its rounds. */
async function runContest(
  { name, contest, extent }: Entry,
  { python, rounds }: { python: string | null; rounds: number },
): Promise<ContestReport> {
  const { examples, models } = extent;
  const base = contest.base && contest.base < examples ? contest.base : null;

  const full: Rounds = { ours: [], theirs: [] };
  const short: Rounds = { ours: [], theirs: [] };
  for (let round = 1; round <= rounds; round++) {
    await timeBoth(full, contest, { extent, round, python });
    if (base === null) continue;
    const part = { ...extent, examples: base };
    await timeBoth(short, contest, { extent: part, round, python });
  }

  const ours = reportSide(full.ours);
  const theirs = python === null ? null : reportTheirs(full.theirs);
  return {
    contest: name,
    experiment: contest.experiment,
    ...extent,
    machine: {
      system: Deno.build.os,
      architecture: Deno.build.arch,
      cores: navigator.hardwareConcurrency,
    },
    ours,
    theirs,
    ratio: ratioOf(ours, theirs),
    further: base === null
      ? null
      : reportFurther({ full, short }, { base, examples, models }),
  };
}

/** Times ours, then theirs, and adds what came of it to the rounds. */
async function timeBoth(
  { ours, theirs }: Rounds,
  contest: Contest,
  { extent, round, python }: {
    extent: Extent;
    round: number;
    python: string | null;
  },
): Promise<void> {
  ours.push(
    await inEmptyFolder(async (folder) =>
      await timed("ours", {
        command: await ourCommand(contest, { ...extent, folder }),
        round,
        folder,
      })
    ),
  );
  if (python === null) return;
  theirs.push(
    await inEmptyFolder((folder) =>
      timed("theirs", {
        command: theirCommand(contest, { ...extent, python }),
        round,
        folder,
      })
    ),
  );
}

/** Measures one command and tells its time on standard error. */
async function timed(
  side: string,
  { command, round, folder }: {
    command: string[];
    round: number;
    folder: string;
  },
): Promise<Measurement> {
  try {
    const notes = `${folder}/time.txt`;
    const result = await measure(command, { cwd: projectFolder, notes });
    printError(`round ${round}, ${side}: ${result.seconds.toFixed(2)} s`);
    return result;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new CliError(`Cannot time ${side}: ${error.message}`);
  }
}

async function inEmptyFolder<T>(
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await Deno.makeTempDir({ prefix: "bench-" });
  try {
    return await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Runs the command line and returns its exit code. */
async function main(words: string[]): Promise<number> {
  try {
    const options = parseBenchOptions(words);
    if (options.help) {
      print(benchHelp);
      return 0;
    }
    if (options.version) {
      print(versionLine(project));
      return 0;
    }
    const entries = entriesOf(options);
    const python = await findPython(
      options.python ? [options.python] : undefined,
    );
    if (python === null) {
      printError(`Cannot time the NumPy programs: ${howToInstall}`);
    }
    const reports: ContestReport[] = [];
    for (const entry of entries) {
      const report = await runContest(entry, { ...options, python });
      reports.push(report);
      if (!options.json) print(describe(report));
    }
    if (options.json) print(JSON.stringify(reports, null, 2));
    return 0;
  } catch (error) {
    return endWith(error);
  }
}

if (import.meta.main) Deno.exit(await main(Deno.args));
