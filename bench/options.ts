/** The words after `deno task bench`, read and checked. */
import { backendNames } from "../pipeline/backends/backend.ts";
import {
  describeOptions,
  flag,
  one,
  readOptions,
  type Values,
} from "../pipeline/engine/cli/option.ts";
import {
  oneOf,
  parseCount,
  parseJobs,
  usualJobs,
} from "../pipeline/engine/cli/option_values.ts";
import { fromShell } from "../pipeline/engine/files/shell_paths.ts";
import { usageError } from "../pipeline/engine/text/errors.ts";
import { quoted } from "../pipeline/engine/text/words.ts";
import { project } from "../pipeline/project.ts";
import { contests } from "./contests.ts";

const table = {
  rounds: one("N", parseCount, 3)("times that each is run; defaults to 3"),
  examples: one("N", parseCount)(
    "fewer or more examples than the contest's own number",
  ),
  models: one("LIST", (text) => text.split(","))(
    "some of the experiment's models, such as BP,DI",
  ),
  jobs: one("N", parseJobs, usualJobs)(
    "nodes that the pipeline runs at once; defaults to the pipeline's own default",
  ),
  backend: one("NAME", oneOf(backendNames), backendNames[0])(
    "what computes MNIST in the pipeline; defaults to wasm",
  ),
  python: one("CMD", programFromShell)(
    "the interpreter; defaults to the first that can import the packages",
  ),
  json: flag("print a JSON report"),
  version: flag(`print the project's version, ${project.version}`),
  help: flag("print this"),
};

export interface BenchOptions extends Values<typeof table> {
  /** names of contests */
  names: string[];
}

export const benchHelp = `usage: deno task bench [${
  Object.keys(contests).join("|")
}]… [options]

time the pipeline and the same experiment written in NumPy, in turn; defaults to linear

${describeOptions(table)}`;

/**
 * Reads the command line.
 *
 * @throws {CliError} with exit code 2, if a word is unknown or a number is not one.
 */
export function parseBenchOptions(words: string[]): BenchOptions {
  const options = readOptions(words, table);
  const { operands } = options;
  for (const name of operands) {
    if (!Object.hasOwn(contests, name)) {
      throw usageError(
        `Cannot bench ${quoted(name)}: there are ${
          Object.keys(contests).join(", ")
        }`,
      );
    }
  }
  return { ...options, names: operands.length > 0 ? operands : ["linear"] };
}

/** A program as a shell finds it: by its name alone on PATH, else by its path. */
function programFromShell(program: string): string {
  return /[\\/]/.test(program) ? fromShell(program) : program;
}
