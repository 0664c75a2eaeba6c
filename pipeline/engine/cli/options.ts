/** The command line after a command's name: how it is read. */
import { parseArgs } from "@std/cli/parse-args";
import { type BackendName, backendNames } from "../../backends/backend.ts";
import { usageError } from "../text/errors.ts";
import {
  descriptions,
  everywhere,
  type OptionName,
  type OptionWords,
} from "./option_names.ts";
import {
  type GraphFormat,
  graphFormats,
  parseBackend,
  parseDuration,
  parseFormat,
  parseJobs,
  parseLog,
  parseProfile,
  parseRemote,
  parseSeed,
  parseSeeds,
  parseShare,
  parseSize,
  usualJobs,
} from "./option_values.ts";
import { pairValues } from "./pair_values.ts";
import { defaultProfile, type ProfileName } from "../../profiles.ts";
import { projectFolder } from "../../project.ts";
import { type Assignment, parseAssignment } from "../../settings.ts";
import { fromShell } from "../files/shell_paths.ts";
import { suggest } from "../text/suggest.ts";

/** The command line, read and checked. */
export interface Options {
  /** what stands free: globs, an experiment, a node */
  operands: string[];
  profile: ProfileName;
  seeds: number[];
  /** the lock that says the seeds, where the command line does not */
  seedsFrom?: string;
  assignments: Assignment[];
  only: string[];
  force: boolean;
  dryRun: boolean;
  jobs: number;
  keepGoing: boolean;
  strict: boolean;
  backend: BackendName;
  log: "text" | "json";
  store: string;
  /** the folder where results are shown */
  outputs: string;
  source: string | null;
  remote: URL | null;
  remoteWrite: boolean;
  trustRemote: boolean;
  /** the share of nodes to compute once more, above 0 and up to 1; null for none */
  sample: number | null;
  /** what the sample is drawn by; null to have it drawn */
  sampleSeed: number | null;
  /** milliseconds after which what is not used may go; null for no limit */
  olderThan: number | null;
  /** bytes that the store may have; null for no limit */
  maxSize: number | null;
  update: boolean;
  all: boolean;
  format: GraphFormat;
  /** the file for what would be printed; null for standard output */
  output: string | null;
  version: boolean;
  help: boolean;
  /** what was written on the command line, and not left to its default */
  given: OptionName[];
}

/**
 * Reads the words after a command.
 *
 * @throws {CliError} with exit code 2, if a word is unknown or a value does not fit.
 */
export function parseOptions(
  words: string[],
  allowed: readonly OptionName[],
  refused: OptionWords = {},
): Options {
  const ofRemote = ["remote-write", "trust-remote"];
  const flags = [
    ...["force", "dry-run", "keep-going", "strict", "update", "all"],
    ...everywhere,
    ...ofRemote,
  ];
  const valued = Object.keys(descriptions).filter((name) =>
    !flags.includes(name)
  );
  const paired = pairValues(words, [...flags, "h", "k"]);
  const parsed = parseArgs(paired, {
    boolean: flags,
    string: [...valued, "_"],
    collect: ["set", "only"],
    alias: { help: "h", jobs: "j", "keep-going": "k", output: "o" },
    unknown(word: string, key?: string) {
      if (key === undefined) return;
      throw unknownOption(word, allowed);
    },
  });
  const written: OptionName[] = [];
  for (const name of Object.keys(descriptions) as OptionName[]) {
    const given = parsed[name];
    const isGiven = Array.isArray(given)
      ? given.length > 0
      : given !== undefined && given !== false;
    if (!isGiven) continue;
    written.push(name);
    if (![...everywhere, ...allowed].includes(name)) {
      const reason = refused[name];
      if (reason) throw usageError(`Cannot read --${name}: ${reason}`);
      throw unknownOption(`--${name}`, allowed);
    }
    const base = ofRemote.includes(name)
      ? "remote"
      : name === "sample-seed"
      ? "sample"
      : null;
    if (base && parsed[base] === undefined) {
      throw usageError(`Cannot read --${name}: there is no --${base}`);
    }
    if (valued.includes(name) && [given].flat().includes("")) {
      throw usageError(`Cannot read --${name}: its value is missing`);
    }
  }
  const valueOf = <T>(
    name: "sample" | "sample-seed" | "older-than" | "max-size",
    parse: (name: string, text: string) => T,
  ) => {
    const { [name]: text } = parsed;
    return text === undefined ? null : parse(name, text);
  };
  const pathOf = (name: "store" | "outputs" | "source" | "output") => {
    const { [name]: path } = parsed;
    return path === undefined ? null : fromShell(path);
  };
  return {
    operands: parsed._.map(String),
    profile: parseProfile(parsed.profile ?? defaultProfile),
    seeds: parseSeeds(parsed.seeds ?? "0"),
    assignments: parsed.set.map(parseAssignment),
    only: parsed.only,
    force: parsed.force,
    dryRun: parsed["dry-run"],
    jobs: parseJobs("jobs", parsed.jobs ?? String(usualJobs())),
    keepGoing: parsed["keep-going"],
    strict: parsed.strict,
    backend: parseBackend(parsed.backend ?? backendNames[0]),
    log: parseLog(parsed.log ?? "text"),
    store: pathOf("store") ?? `${projectFolder}/.store`,
    outputs: pathOf("outputs") ?? `${projectFolder}/outputs`,
    source: pathOf("source"),
    remote: parsed.remote === undefined ? null : parseRemote(parsed.remote),
    remoteWrite: parsed["remote-write"],
    trustRemote: parsed["trust-remote"],
    sample: valueOf("sample", parseShare),
    sampleSeed: valueOf("sample-seed", parseSeed),
    olderThan: valueOf("older-than", parseDuration),
    maxSize: valueOf("max-size", parseSize),
    update: parsed.update,
    all: parsed.all,
    format: parseFormat(parsed.format ?? graphFormats[0]),
    output: pathOf("output"),
    version: parsed.version,
    help: parsed.help,
    given: written,
  };
}

function unknownOption(word: string, allowed: readonly OptionName[]) {
  const known = [...allowed, ...everywhere].map((name) => `--${name}`);
  const name = `--${word.replace(/^-+/, "").replace(/=.*$/s, "")}`;
  return usageError(
    `Cannot read ${word}: this command has no such option; ${
      suggest(name, known, "--help")
    }`,
  );
}
