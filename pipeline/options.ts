/**
 * The options that all commands share: their help, and how they are read.
 */
import { parseArgs } from "@std/cli/parse-args";
import { type BackendName, backendNames } from "./backends/backend.ts";
import { usageError } from "./errors.ts";
import {
  parseDuration,
  parseSeed,
  parseShare,
  parseSize,
} from "./option_values.ts";
import { defaultProfile, type ProfileName, profiles } from "./profiles.ts";
import { projectFolder } from "./project.ts";
import { type Assignment, parseAssignment, suggest } from "./settings.ts";

/** What a picture of the graph is written in. */
const graphFormats = ["mermaid", "dot", "svg"] as const;

export type GraphFormat = typeof graphFormats[number];

/** The command line, read and checked. */
export interface Options {
  /** what stands free: globs, an experiment, a node */
  operands: string[];
  profile: ProfileName;
  seeds: number[];
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
  help: boolean;
  /** what was written on the command line, and not left to its default */
  given: OptionName[];
}

/** Option → how it is written and what it does, in the order of the help. */
const descriptions = {
  profile: ["--profile NAME", "smoke, quick (default) or paper"],
  seeds: ["--seeds LIST", "such as 0-4,7; defaults to 0"],
  set: [
    "--set EXPERIMENT.KEY=VALUE",
    "change one setting; may be given more than once",
  ],
  only: ["--only GLOB", "only nodes that fit, and what they need"],
  force: ["--force", "run what is asked for even if it is fresh"],
  "dry-run": ["--dry-run", "say what would run, and why; run nothing"],
  jobs: ["--jobs N", "nodes at once; defaults to the processor's cores"],
  "keep-going": [
    "--keep-going",
    "after a failure, go on with what does not need it",
  ],
  strict: [
    "--strict",
    "with --keep-going: make no table or figure of fewer models or seeds",
  ],
  backend: [
    "--backend NAME",
    "what computes MNIST: wasm (default), native, webgpu or cpu",
  ],
  source: [
    "--source DIR",
    "take the MNIST files, plain or .gz, from a folder",
  ],
  remote: [
    "--remote URL",
    "take what another machine has made, if it is as locked",
  ],
  "remote-write": ["--remote-write", "give the remote what runs here, too"],
  "trust-remote": ["--trust-remote", "take from it what is not locked, too"],
  sample: ["--sample SHARE", "compute so many of the nodes once more: 10%"],
  "sample-seed": [
    "--sample-seed N",
    "draw the sample that was drawn by N; it is printed",
  ],
  "older-than": [
    "--older-than TIME",
    "remove what was not used for so long: 30d, 12h",
  ],
  "max-size": [
    "--max-size SIZE",
    "remove the least recently used until the store is no larger: 2GB",
  ],
  update: ["--update", "write the lock"],
  all: ["--all", "remove the store too"],
  format: ["--format NAME", "mermaid (default), dot or svg"],
  output: ["--output FILE", "write to a file; defaults to standard output"],
  outputs: ["--outputs DIR", "where results appear; defaults to outputs"],
  store: ["--store DIR", "the folder of the cache; defaults to .store"],
  log: ["--log text|json", "lines for people, or one JSON event a line"],
  help: ["--help", "print this"],
} as const;

export type OptionName = keyof typeof descriptions;

/** What options do, where a command has its own words for it. */
export type OptionWords = Partial<Record<OptionName, string>>;

/** What most commands take. */
export const runOptions: readonly OptionName[] = [
  "profile",
  "seeds",
  "set",
  "only",
  "force",
  "dry-run",
  "jobs",
  "keep-going",
  "strict",
  "backend",
  "source",
  "remote",
  "remote-write",
  "trust-remote",
  "outputs",
  "store",
  "log",
];

/** The lines of a command's help that describe its options. */
export function describeOptions(
  names: readonly OptionName[],
  words: OptionWords = {},
): string {
  const shown = [...names, "help" as const].map((name) => {
    const [written, what] = descriptions[name];
    return [written, words[name] ?? what];
  });
  const width = Math.max(...shown.map(([written]) => written.length));
  return shown.map(([written, what]) => `  ${written.padEnd(width)}  ${what}`)
    .join("\n");
}

/**
 * Reads the words after a command.
 *
 * @throws {CliError} with exit code 2, if a word is unknown or a value does not fit.
 */
export function parseOptions(
  words: string[],
  allowed: readonly OptionName[],
): Options {
  const ofRemote = ["remote-write", "trust-remote"];
  const flags = [
    ...["force", "dry-run", "keep-going", "strict", "update", "all", "help"],
    ...ofRemote,
  ];
  const valued = Object.keys(descriptions).filter((name) =>
    !flags.includes(name)
  );
  const parsed = parseArgs(words, {
    boolean: flags,
    string: [...valued, "_"],
    collect: ["set", "only"],
    alias: { help: "h", jobs: "j", "keep-going": "k" },
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
    if (name !== "help" && !allowed.includes(name)) {
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
  return {
    operands: parsed._.map(String),
    profile: parseProfile(parsed.profile ?? defaultProfile),
    seeds: parseSeeds(parsed.seeds ?? "0"),
    assignments: parsed.set.map(parseAssignment),
    only: parsed.only,
    force: parsed.force,
    dryRun: parsed["dry-run"],
    jobs: parseJobs(parsed.jobs ?? String(navigator.hardwareConcurrency)),
    keepGoing: parsed["keep-going"],
    strict: parsed.strict,
    backend: parseBackend(parsed.backend ?? backendNames[0]),
    log: parseLog(parsed.log ?? "text"),
    store: parsed.store ?? `${projectFolder}/.store`,
    outputs: parsed.outputs ?? `${projectFolder}/outputs`,
    source: parsed.source ?? null,
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
    output: parsed.output ?? null,
    help: parsed.help,
    given: written,
  };
}

function unknownOption(word: string, allowed: readonly OptionName[]) {
  const name = word.replace(/^-+/, "").replace(/=.*$/s, "");
  return usageError(
    `Cannot read ${word}: this command has no such option; ${
      suggest(name, [...allowed, "help"])
    }`,
  );
}

function parseProfile(text: string): ProfileName {
  if (Object.hasOwn(profiles, text)) return text as ProfileName;
  throw usageError(
    `Cannot read --profile ${text}: ${suggest(text, Object.keys(profiles))}`,
  );
}

/** `0-4,7` → 0, 1, 2, 3, 4, 7: in order, each once. */
export function parseSeeds(text: string): number[] {
  const seeds = new Set<number>();
  for (const part of text.split(",")) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part.trim());
    const first = Number(match?.[1]);
    const last = Number(match?.[2] ?? match?.[1]);
    if (!match || last < first || last > 2 ** 32 - 1) {
      throw usageError(
        `Cannot read --seeds ${text}: "${part}" is neither a whole number below 2^32 nor a rising range such as 0-4`,
      );
    }
    if (last - first >= 10_000) {
      throw usageError(
        `Cannot read --seeds ${text}: ${part} are more than 10000 seeds`,
      );
    }
    for (let seed = first; seed <= last; seed++) seeds.add(seed);
  }
  return [...seeds].sort((a, b) => a - b);
}

function parseJobs(text: string): number {
  const jobs = Number(text);
  if (Number.isInteger(jobs) && jobs >= 1) return jobs;
  throw usageError(
    `Cannot read --jobs ${text}: it is not a whole number from 1`,
  );
}

function parseBackend(text: string): BackendName {
  const name = backendNames.find((name) => name === text);
  if (name) return name;
  throw usageError(
    `Cannot read --backend ${text}: ${suggest(text, [...backendNames])}`,
  );
}

function parseFormat(text: string): GraphFormat {
  const format = graphFormats.find((format) => format === text);
  if (format) return format;
  throw usageError(
    `Cannot read --format ${text}: ${suggest(text, [...graphFormats])}`,
  );
}

/** Not told in the error: it may hold a password. */
function parseRemote(text: string): URL {
  const url = URL.parse(text);
  const isHttp = url?.protocol === "http:" || url?.protocol === "https:";
  if (isHttp && !/[?#]/.test(text)) return url;
  throw usageError(
    "Cannot read --remote: it is not an http or https address without ? and #",
  );
}

function parseLog(text: string): "text" | "json" {
  if (text === "text" || text === "json") return text;
  throw usageError(`Cannot read --log ${text}: there are text, json`);
}
