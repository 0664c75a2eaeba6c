/** The words after `deno task bench`, read and checked. */
import { parseArgs } from "@std/cli/parse-args";
import {
  type BackendName,
  backendNames,
} from "../pipeline/backends/backend.ts";
import { usageError } from "../pipeline/engine/text/errors.ts";
import {
  parseBackend,
  parseCount,
  parseJobs,
  usualJobs,
} from "../pipeline/engine/cli/option_values.ts";
import { pairValues } from "../pipeline/engine/cli/pair_values.ts";
import { project } from "../pipeline/project.ts";
import { quoted } from "../pipeline/engine/text/quoted.ts";
import { fromShell } from "../pipeline/engine/files/shell_paths.ts";
import { contests } from "./contests.ts";

export interface BenchOptions {
  /** names of contests */
  names: string[];
  rounds: number;
  /** null for the contest's own number */
  examples: number | null;
  /** null for all models of the experiment */
  models: string[] | null;
  jobs: number;
  /** what computes the MNIST experiments on our side */
  backend: BackendName;
  /** null to look for one */
  python: string | null;
  json: boolean;
  version: boolean;
  help: boolean;
}

export const benchHelp = `usage: deno task bench [${
  Object.keys(contests).join("|")
}]… [options]

time the pipeline and the same experiment written in NumPy, in turn; defaults to linear

  --rounds N      times that each is run; defaults to 3
  --examples N    fewer or more examples than the contest's own number
  --models LIST   some of the experiment's models, such as BP,DI
  --jobs N        nodes that the pipeline runs at once; defaults to the pipeline's own default
  --backend NAME  what computes MNIST in the pipeline; defaults to wasm
  --python CMD    the interpreter; defaults to the first that can import the packages
  --json          print a JSON report
  --version       print the project's version, ${project.version}
  --help          print this`;

/**
 * Reads the command line.
 *
 * @throws {CliError} with exit code 2, if a word is unknown or a number is not one.
 */
export function parseBenchOptions(words: string[]): BenchOptions {
  const flags = ["json", "version", "help"] as const;
  const parsed = parseArgs(pairValues(words, flags), {
    boolean: flags,
    string: ["rounds", "examples", "models", "jobs", "backend", "python", "_"],
    unknown(word: string, key?: string) {
      if (key === undefined) return;
      throw usageError(`Cannot read ${word}: the bench has no such option`);
    },
  });
  const names = parsed._.length > 0 ? parsed._.map(String) : ["linear"];
  for (const name of names) {
    if (!Object.hasOwn(contests, name)) {
      throw usageError(
        `Cannot bench ${quoted(name)}: there are ${
          Object.keys(contests).join(", ")
        }`,
      );
    }
  }
  const {
    rounds,
    examples,
    models,
    jobs,
    backend,
    python,
    json,
    version,
    help,
  } = parsed;
  return {
    names,
    rounds: parseCount("rounds", rounds ?? "3"),
    examples: examples === undefined ? null : parseCount("examples", examples),
    models: models?.split(",") ?? null,
    jobs: parseJobs("jobs", jobs ?? String(usualJobs())),
    backend: parseBackend(backend ?? backendNames[0]),
    python: python === undefined ? null : programFromShell(python),
    json,
    version,
    help,
  };
}

/** A program as a shell finds it: by its name alone on PATH, else by its path. */
function programFromShell(program: string): string {
  return /[\\/]/.test(program) ? fromShell(program) : program;
}
