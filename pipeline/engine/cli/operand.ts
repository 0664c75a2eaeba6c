/** What an operand of `compare` means. */
import { git } from "../files/project.ts";
import { fromShell } from "../files/shell_paths.ts";
import { type Lock, lockPath, parseLock, seedsOf } from "../lock/lock.ts";
import { refusal, usageError } from "../text/errors.ts";
import { type Seeds, seedTexts } from "../text/seeds.ts";
import { suggest } from "../text/suggest.ts";
import { quoted } from "../text/words.ts";
import { Unfit } from "./option.ts";
import { parseSeedChoices } from "./option_values.ts";
import type { OptionName, Options } from "./options.ts";
import type { Pipeline } from "./pipeline.ts";

/** A run that is wanted, by its options, or a lock. */
export type Operand =
  & {
    /** what people call it */
    label: string;
    /** the options that it does not say itself, and that change it */
    takes: readonly OptionName[];
  }
  & ({ options: Options } | { lock: Lock });

/**
 * Reads an operand: seeds, else a profile, else a file whose name ends in `.json` or
 * `.jsonc`, a lock or a configuration by what it holds, else a commit by any name that
 * git has for it, of which the lock is meant.
 *
 * @param options what holds for a run besides; of a commit, whose lock
 * @throws {CliError} if it is none of these.
 */
export async function readOperand(
  text: string,
  options: Options,
  { project, profiles }: Pipeline,
): Promise<Operand> {
  if (/^([^=]*=)?\d[\d,-]*$/.test(text)) {
    return runOf({ ...options, seeds: readSeeds(text) }, "seeds");
  }
  if (profiles.includes(text)) {
    return runOf({ ...options, profile: text }, "profile");
  }
  if (/\.jsonc?$/.test(text)) return await readFile(text);
  const { folder } = project;
  const { profile } = options;
  const named = ["rev-parse", "--verify", "--quiet", "--end-of-options"];
  const commit = await git(folder, ...named, `${text}^{commit}`);
  if (commit === null) {
    throw usageError(
      `Cannot compare ${
        quoted(text)
      }: it is neither seeds such as 0-4, nor a profile, a .json or .jsonc file or a commit; ${
        suggest(text, profiles)
      }`,
    );
  }
  const path = lockPath(profile);
  // from the project's folder, which may lie in a larger repository
  const lock = await git(folder, "show", `${commit.trim()}:./${path}`);
  if (lock === null) {
    throw usageError(
      `Cannot compare ${
        quoted(text)
      }: the commit has no ${path}; name the profile of a lock that it has with --profile NAME`,
    );
  }
  const label = `${path} of ${text} (${commit.slice(0, 7)})`;
  return lockOperand(lock, label);
}

function readSeeds(text: string): Seeds {
  try {
    return parseSeedChoices([text]);
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    throw usageError(`Cannot read ${quoted(text)}: ${error.message}`);
  }
}

/** @param says the option that it says itself */
function runOf(options: Options, says: OptionName): Operand {
  const { profile, seeds } = options;
  return {
    label: `${profile} profile, ${seedsText(seeds)}`,
    takes: runOptions.filter((name) => name !== says),
    options,
  };
}

const runOptions = ["seeds", "set", "model", "backend"] as const;

async function readFile(name: string): Promise<Operand> {
  const text = await Deno.readTextFile(fromShell(name)).catch((error) => {
    const remedy = "give the path of a configuration or a lock";
    throw refusal(`read ${quoted(name)}`, error, { remedy, exitCode: 2 });
  });
  return lockOperand(text, name);
}

/** @throws {CliError} if a text is no lock. */
function lockOperand(text: string, name: string): Operand {
  const lock = parseLock(text);
  if (lock) {
    return { label: `${name}, ${seedsText(seedsOf(lock))}`, takes: [], lock };
  }
  throw usageError(
    `Cannot read ${
      quoted(name)
    }: it is no lock, or a damaged one; deno task lock --update writes one`,
  );
}

function seedsText(seeds: Seeds): string {
  const isOne = Object.values(seeds).flat().length === 1;
  return `${isOne ? "seed" : "seeds"} ${seedTexts(seeds).join(", ")}`;
}
