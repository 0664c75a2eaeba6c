/** The options of all commands, and what a command is. */
import { parsePlatforms, usualPlatforms } from "../archive/deno.ts";
import { fromShell } from "../files/shell_paths.ts";
import { usualSeeds } from "../text/seeds.ts";
import { usualSlurm } from "../slurm/settings.ts";
import { alternatives } from "../text/suggest.ts";
import { flag, many, one, type OptionWords, type Values } from "./option.ts";
import { readConfigFile } from "./config_file.ts";
import * as read from "./option_values.ts";
import { readSlurmFile, slurmBeginning } from "./slurm_file.ts";
import type { Pipeline, Wanted } from "./pipeline.ts";

/**
 * The options that any command may take, in the order of the help.
 *
 * @param command what it has its own values for
 */
export function optionsOf(
  pipeline: Pipeline,
  { formats = [], logs = ["text", "json"] }: Pick<Command, "formats" | "logs"> =
    {},
) {
  const { project, profiles, defaultProfile, settings, config } = pipeline;
  const { backends, figures, source, sweeps } = pipeline;
  const { names, purpose } = backends ?? { names: [], purpose: "" };
  const ofRemote = { needs: "remote" };
  const folder = (usual: string) =>
    one("DIR", fromShell, `${project.folder}/${usual}`);
  return {
    config: {
      value: config ? "FILE" : "",
      help: "what a JSON file says of all these; options beside it count more",
      read: (paths: string[]) =>
        config!.read(readConfigFile(read.parseOnce(paths))),
      default: null,
    },
    profile: choice(profiles, defaultProfile),
    seeds: {
      value: "LIST",
      help:
        "such as 0-4,7, or mnist-*=0-4 of some experiments; may be given more than once; defaults to 0",
      read: read.parseSeedChoices,
      default: usualSeeds,
    },
    model: many(
      settings?.modelForm ?? "",
      "add a model; may be given more than once",
    ),
    set: many(
      settings?.form ?? "",
      "change one setting; may be given more than once",
    ),
    grid: many(
      sweeps ? "KEY=VALUES" : "",
      "values of one setting: 0,0.1 or 1e-4..1e-1:log7 or 0..1:lin5; may be given more than once",
    ),
    models: one(sweeps ? "LIST" : "", String)(
      "only these models, such as A,B; defaults to those that are trained",
    ),
    only: many("GLOB", "only nodes that fit, and what they need"),
    force: flag("run what is asked for even if it is fresh"),
    dryRun: flag("say what would run, and why; run nothing"),
    jobs: one("N", read.parseJobs, read.usualJobs, { letter: "j" })(
      "nodes at once; defaults to the processor's cores and one more",
    ),
    keepGoing: flag("after a failure, go on with what does not need it", {
      letter: "k",
    }),
    strict: flag(
      "with --keep-going: make no table or figure of fewer models or seeds",
    ),
    backend: choice(names, names[0], `what computes ${purpose}: `),
    source: one(source ? "DIR" : "", fromShell)(source ?? ""),
    executor: choice(["local", "slurm"], "local", "what runs nodes: "),
    slurm: {
      value: "FILE",
      help:
        "with --executor slurm, what jobs ask for, such as partition and time: a JSON file",
      read: (paths: string[]) =>
        readSlurmFile(readConfigFile(read.parseOnce(paths), slurmBeginning)),
      default: usualSlurm,
    },
    wait: flag("with --executor slurm, follow the jobs to their end"),
    plan: one("FILE", fromShell)(
      "take what is wanted from a plan in the store",
    ),
    job: one("N", read.parseSeed, null, { needs: "plan" })(
      "run the nodes of this job of the plan",
    ),
    patience: one("TIME", read.parsePatience, 0)(
      "wait so long for inputs that another machine may just have made: 60s; defaults to 0s",
    ),
    remote: one("URL", read.parseRemote)(
      "take what another machine has made, if it is as locked; file:DIR is a folder",
    ),
    remoteWrite: flag("give the remote what runs here, too", ofRemote),
    trustRemote: flag("take from it what is not locked, too", ofRemote),
    outputs: folder("outputs")("where results appear; defaults to outputs"),
    store: folder(".store")("the folder of the cache; defaults to .store"),
    log: one(logs.join("|"), read.oneOf(logs), logs[0])(
      "lines for people, or one JSON event a line",
    ),
    sample: one("SHARE", read.parseShare)(
      "compute so many of the nodes once more: 10%",
    ),
    sampleSeed: one("N", read.parseSeed, null, { needs: "sample" })(
      "draw the sample that was drawn by N; it is printed",
    ),
    attest: many(
      "FILE",
      "compare with what another machine lists, too; may be given more than once",
    ),
    olderThan: one("TIME", read.parseDuration)(
      "remove what was not used for so long: 30d, 12h",
    ),
    maxSize: one("SIZE", read.parseSize)(
      "remove the least recently used until the store is no larger: 2GB",
    ),
    to: one("PATH", fromShell)("the folder to write, or FILE.tar.zst"),
    platforms: one("LIST", parsePlatforms, usualPlatforms)(
      "whose Deno is to be in the archive, such as linux-x64-glibc,darwin-arm64; defaults to this machine's",
    ),
    update: flag("write the lock"),
    changed: flag("only what differs from a run without options"),
    schema: flag("the JSON Schema of such files, for editors"),
    all: flag("remove the store too"),
    format: choice(formats, formats[0]),
    scale: one(figures ? "N" : "", read.parseScale)(
      `of ${
        figures?.formats[1]
      }: pixels to a unit of a figure's size, 1 to 4; defaults to 2`,
    ),
    overwrite: flag("replace files that hold something else"),
    output: one("PATH", fromShell, null, { letter: "o" })(
      "write to a file, not to standard output",
    ),
    version: flag(`print the project's version, ${project.version}`),
    help: flag("print this", { letter: "h" }),
  };
}

/** What a command line says; what it leaves out has its default. */
export type Options =
  & Values<ReturnType<typeof optionsOf>>
  & Pick<Wanted, "sweep">;

export type OptionName = keyof ReturnType<typeof optionsOf>;

/** Options that say of what experiments, models and seeds a run is. */
export const wantedOptions = [
  ...["config", "profile", "seeds", "set", "model"] as const,
];

/** One of some names, `smoke, quick (default) or paper`; of no use where there are none. */
function choice(names: readonly string[], usual = "", help = "") {
  const value = names.length > 0 ? "NAME" : "";
  const shown = names.map((name) =>
    name === usual ? `${name} (default)` : name
  );
  return one(value, read.oneOf(names), usual)(help + alternatives(shown));
}

export interface Command {
  name: string;
  /** what stands after the name: `NODE`, `[GLOB…]`; without it nothing may */
  operands?: string;
  /** one line of the list of commands: lower case, no full stop */
  summary: string;
  /** more, where one line is not enough */
  details?: string;
  options: readonly OptionName[];
  /** what `--format` can be, the usual first; without it there is no such option */
  formats?: readonly string[];
  /** what `--log` can be, the usual first; `text` or `json` by default */
  logs?: readonly ("text" | "json" | "csv")[];
  /** what options do, where that is not the usual */
  words?: OptionWords;
  /** options that people expect of it, and why it does not take them: lower case, no full stop */
  refused?: OptionWords;
  /** Gives the exit code, where that is neither 0 nor that of an error. */
  run(options: Options): Promise<number | void>;
}
