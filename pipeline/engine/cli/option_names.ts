/** The options of all commands, by name, and their help. */
import { project } from "../../project.ts";

/** Option → how it is written and what it does, in the order of the help. */
export const descriptions = {
  profile: ["--profile NAME", "smoke, quick (default) or paper"],
  seeds: ["--seeds LIST", "such as 0-4,7; defaults to 0"],
  set: [
    "--set EXPERIMENT.KEY=VALUE",
    "change one setting; may be given more than once",
  ],
  only: ["--only GLOB", "only nodes that fit, and what they need"],
  force: ["--force", "run what is asked for even if it is fresh"],
  "dry-run": ["--dry-run", "say what would run, and why; run nothing"],
  jobs: [
    "--jobs N",
    "nodes at once; defaults to the processor's cores and one more",
  ],
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
  output: ["-o, --output FILE", "write to a file, not to standard output"],
  outputs: ["--outputs DIR", "where results appear; defaults to outputs"],
  store: ["--store DIR", "the folder of the cache; defaults to .store"],
  log: ["--log text|json", "lines for people, or one JSON event a line"],
  version: ["--version", `print the project's version, ${project.version}`],
  help: ["--help", "print this"],
} as const;

export type OptionName = keyof typeof descriptions;

/** What options do, where a command has its own words for it. */
export type OptionWords = Partial<Record<OptionName, string>>;

/** What every command takes. */
export const everywhere = ["version", "help"] as const;

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
  const shown = [...names, ...everywhere].map((name) => {
    const [written, what] = descriptions[name];
    return [written, words[name] ?? what];
  });
  const width = Math.max(...shown.map(([written]) => written.length));
  return shown.map(([written, what]) => `  ${written.padEnd(width)}  ${what}`)
    .join("\n");
}
