/** What an operand of `compare` means. */
import { git } from "../files/project.ts";
import { fromShell } from "../files/shell_paths.ts";
import { type Lock, lockPath, parseLock, seedsOf } from "../lock/lock.ts";
import { refusal, unreadable, usageError } from "../text/errors.ts";
import { seedsText, withSeeds } from "../text/seeds.ts";
import { suggest } from "../text/suggest.ts";
import { quoted } from "../text/words.ts";
import { readConfigFile, withSaid } from "./config_file.ts";
import { fitting } from "./option.ts";
import { parseSeedChoices } from "./option_values.ts";
import type { Options } from "./options.ts";
import type { Pipeline } from "./pipeline.ts";

/** A run that is wanted, by its options, or a lock; and what people call it. */
export type Operand =
  & { label: string }
  & (
    | {
      options: Options;
      /** whether it says all of its seeds itself */
      ofSeeds: boolean;
    }
    | { lock: Lock }
  );

/**
 * Reads an operand: seeds, else a profile, else a file whose name ends in `.json` or
 * `.jsonc`, which is a lock or a configuration, else a commit by any name that git has for
 * it, whose lock is meant.
 *
 * @param options what holds for a run besides; and of which profile a commit's lock is meant
 * @throws {CliError} if it is none of these.
 */
export async function readOperand(
  text: string,
  { lockProfile, ...options }: Options & { lockProfile?: string },
  pipeline: Pipeline,
): Promise<Operand> {
  if (/^([^=]*=)?\d[\d,-]*$/.test(text)) {
    const said = fitting(quoted(text), () => parseSeedChoices([text]));
    const seeds = withSeeds(options.seeds, said);
    const run = runOf({ ...options, seeds }, pipeline);
    return { ...run, ofSeeds: !text.includes("=") };
  }
  if (pipeline.profiles.includes(text)) {
    return runOf({ ...options, profile: text }, pipeline);
  }
  return /\.jsonc?$/.test(text)
    ? await ofFile(text, options, pipeline)
    : await ofCommit(text, lockProfile ?? options.profile, pipeline);
}

function runOf(options: Options, { config }: Pick<Pipeline, "config">) {
  const { profile, seeds } = options;
  const differences = config?.differences(options) ?? [];
  return {
    label: [`${profile} profile, ${seedsText(seeds)}`, ...differences]
      .join("; "),
    ofSeeds: false,
    options,
  };
}

async function ofFile(
  name: string,
  options: Options,
  { config }: Pipeline,
): Promise<Operand> {
  const text = await Deno.readTextFile(fromShell(name)).catch((error) => {
    const remedy = "give the path of a configuration or a lock";
    throw refusal(`read ${quoted(name)}`, error, { remedy, exitCode: 2 });
  });
  const lock = parseLock(text);
  if (lock || !config || name.endsWith(".lock.json")) {
    return lockOperand(lock, name);
  }
  if (options.config) {
    throw unreadable(
      quoted(name),
      "--config names a configuration for A and B; leave out one of the two",
    );
  }
  const said = config.read(readConfigFile(name));
  const { label, ...run } = runOf(withSaid(options, said), { config });
  return { label: `${name}: ${label}`, ...run };
}

async function ofCommit(
  name: string,
  profile: string,
  { project: { folder }, profiles }: Pipeline,
): Promise<Operand> {
  const named = ["rev-parse", "--verify", "--quiet", "--end-of-options"];
  const commit = await git(folder, ...named, `${name}^{commit}`);
  const refuse = (why: string) =>
    usageError(`Cannot compare ${quoted(name)}: ${why}`);
  if (commit === null) {
    const hint = suggest(name, profiles);
    throw refuse(
      `it is neither seeds such as 0-4, nor a profile, a .json or .jsonc file or a commit; ${hint}`,
    );
  }
  const path = lockPath(profile);
  // from the project's folder, which may lie in a larger repository
  const text = await git(folder, "show", `${commit.trim()}:./${path}`);
  if (text === null) {
    throw refuse(
      `the commit has no ${path}; name the profile of a lock that it has with --profile NAME`,
    );
  }
  const label = `${path} of ${name} (${commit.slice(0, 7)})`;
  return lockOperand(parseLock(text), label);
}

/** @throws {CliError} if there is no lock. */
function lockOperand(lock: Lock | undefined, name: string): Operand {
  if (lock) {
    return { label: `${name}, ${seedsText(seedsOf(lock))}`, lock };
  }
  throw unreadable(
    quoted(name),
    "it is no lock, or a damaged one; deno task lock --update writes one",
  );
}
