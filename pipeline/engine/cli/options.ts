/** The options of all commands, and what a command is. */
import { fromShell } from "../files/shell_paths.ts";
import { alternatives } from "../text/suggest.ts";
import { flag, many, one, type OptionWords, type Values } from "./option.ts";
import * as read from "./option_values.ts";
import type { Pipeline } from "./pipeline.ts";

/** The options of the commands that run nodes, in the order of the help. */
export function runOptionsOf(
  { project, profiles, defaultProfile, settings, backends, source }: Pipeline,
) {
  const { names, purpose } = backends ?? { names: [""], purpose: "" };
  const ofRemote = { needs: "remote" };
  const folder = (help: string, usual: string) =>
    one("DIR", help, fromShell, `${project.folder}/${usual}`);
  return {
    profile: choice("", profiles, defaultProfile),
    seeds: one("LIST", "such as 0-4,7; defaults to 0", read.parseSeeds, [0]),
    set: many(
      settings?.form ?? "",
      "change one setting; may be given more than once",
    ),
    only: many("GLOB", "only nodes that fit, and what they need"),
    force: flag("run what is asked for even if it is fresh"),
    dryRun: flag("say what would run, and why; run nothing"),
    jobs: one(
      "N",
      "nodes at once; defaults to the processor's cores and one more",
      read.parseJobs,
      read.usualJobs(),
      { letter: "j" },
    ),
    keepGoing: flag(
      "after a failure, go on with what does not need it",
      { letter: "k" },
    ),
    strict: flag(
      "with --keep-going: make no table or figure of fewer models or seeds",
    ),
    backend: {
      ...choice(`what computes ${purpose}: `, names, names[0]),
      value: backends ? "NAME" : "",
    },
    source: one(source ? "DIR" : "", source ?? "", fromShell),
    remote: one(
      "URL",
      "take what another machine has made, if it is as locked",
      read.parseRemote,
    ),
    remoteWrite: flag("give the remote what runs here, too", ofRemote),
    trustRemote: flag("take from it what is not locked, too", ofRemote),
    outputs: folder("where results appear; defaults to outputs", "outputs"),
    store: folder("the folder of the cache; defaults to .store", ".store"),
    log: one(
      "text|json",
      "lines for people, or one JSON event a line",
      read.oneOf(["text", "json"] as const),
      "text" as const,
    ),
  };
}

export function optionsOf(pipeline: Pipeline) {
  return {
    ...runOptionsOf(pipeline),
    sample: one(
      "SHARE",
      "compute so many of the nodes once more: 10%",
      read.parseShare,
    ),
    sampleSeed: one(
      "N",
      "draw the sample that was drawn by N; it is printed",
      read.parseSeed,
      null,
      { needs: "sample" },
    ),
    olderThan: one(
      "TIME",
      "remove what was not used for so long: 30d, 12h",
      read.parseDuration,
    ),
    maxSize: one(
      "SIZE",
      "remove the least recently used until the store is no larger: 2GB",
      read.parseSize,
    ),
    update: flag("write the lock"),
    all: flag("remove the store too"),
    format: choice("", ["mermaid", "dot", "svg"] as const, "mermaid"),
    output: one(
      "FILE",
      "write to a file, not to standard output",
      fromShell,
      null,
      { letter: "o" },
    ),
    version: flag(`print the project's version, ${pipeline.project.version}`),
    help: flag("print this", { letter: "h" }),
  };
}

export type OptionName = keyof ReturnType<typeof optionsOf>;

/** What a command line says, of some options. */
export type Options<N extends OptionName = OptionName> = Values<
  ReturnType<typeof optionsOf>,
  N
>;

/** One of some names: `smoke, quick (default) or paper`. */
function choice<N extends string>(
  help: string,
  names: readonly N[],
  usual: N,
) {
  const shown = names.map((name) =>
    name === usual ? `${name} (default)` : name
  );
  return one("NAME", help + alternatives(shown), read.oneOf(names), usual);
}

export interface Command {
  name: string;
  /** what stands after the name: `[GLOB…]`; without it nothing may */
  operands?: string;
  /** one line of the list of commands: lower case, no full stop */
  summary: string;
  /** more, where one line is not enough */
  details?: string;
  options: readonly OptionName[];
  /** what options do, where that is not the usual */
  words?: OptionWords<OptionName>;
  /** options that people expect of it, and why it does not take them: lower case, no full stop */
  refused?: OptionWords<OptionName>;
  run(options: Options): Promise<void>;
}

/** A command, whose `run` sees the options that it takes and no others. */
export function command<N extends OptionName>(
  it: Omit<Command, "options" | "run"> & {
    options: readonly N[];
    run(options: Options<N>): Promise<void>;
  },
): Command {
  return it;
}
