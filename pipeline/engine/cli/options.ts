/** The options of all commands. */
import { fromShell } from "../files/shell_paths.ts";
import { alternatives } from "../text/suggest.ts";
import { flag, many, one, type Values } from "./option.ts";
import {
  oneOf,
  parseDuration,
  parseJobs,
  parseRemote,
  parseSeed,
  parseSeeds,
  parseShare,
  parseSize,
  usualJobs,
} from "./option_values.ts";
import type { Pipeline } from "./pipeline.ts";

/** What a picture of the graph is written in. */
export const graphFormats = ["mermaid", "dot", "svg"] as const;

/** The options of a pipeline's commands, in the order of the help. */
export function optionsOf(
  { project, profiles, defaultProfile, settings, backends, source }: Pipeline,
) {
  const ownFolder = (name: string) => ({
    parse: fromShell,
    default: `${project.folder}/${name}`,
  });
  const optional = <T>(parse: (text: string) => T) => ({
    parse,
    default: null,
  });
  const [backend = ""] = backends?.names ?? [];
  return {
    profile: one("NAME", choice(profiles, defaultProfile), {
      parse: oneOf(profiles),
      default: defaultProfile,
    }),
    seeds: one("LIST", "such as 0-4,7; defaults to 0", {
      parse: parseSeeds,
      default: [0],
    }),
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
      {
        parse: parseJobs,
        default: usualJobs(),
        letter: "j",
      },
    ),
    keepGoing: flag("after a failure, go on with what does not need it", {
      letter: "k",
    }),
    strict: flag(
      "with --keep-going: make no table or figure of fewer models or seeds",
    ),
    backend: one(
      "NAME",
      `what computes ${backends?.purpose}: ${
        choice(backends?.names ?? [], backend)
      }`,
      { parse: oneOf(backends?.names ?? []), default: backend },
    ),
    source: one("DIR", source ?? "", optional(fromShell)),
    remote: one(
      "URL",
      "take what another machine has made, if it is as locked",
      optional(parseRemote),
    ),
    remoteWrite: flag("give the remote what runs here, too", {
      needs: "remote",
    }),
    trustRemote: flag("take from it what is not locked, too", {
      needs: "remote",
    }),
    sample: one(
      "SHARE",
      "compute so many of the nodes once more: 10%",
      optional(parseShare),
    ),
    sampleSeed: one("N", "draw the sample that was drawn by N; it is printed", {
      ...optional(parseSeed),
      needs: "sample",
    }),
    olderThan: one(
      "TIME",
      "remove what was not used for so long: 30d, 12h",
      optional(parseDuration),
    ),
    maxSize: one(
      "SIZE",
      "remove the least recently used until the store is no larger: 2GB",
      optional(parseSize),
    ),
    update: flag("write the lock"),
    all: flag("remove the store too"),
    format: one("NAME", choice(graphFormats, graphFormats[0]), {
      parse: oneOf(graphFormats),
      default: graphFormats[0],
    }),
    output: one("FILE", "write to a file, not to standard output", {
      ...optional(fromShell),
      letter: "o",
    }),
    outputs: one(
      "DIR",
      "where results appear; defaults to outputs",
      ownFolder("outputs"),
    ),
    store: one(
      "DIR",
      "the folder of the cache; defaults to .store",
      ownFolder(".store"),
    ),
    log: one("text|json", "lines for people, or one JSON event a line", {
      parse: oneOf(["text", "json"] as const),
      default: "text" as const,
    }),
    version: flag(`print the project's version, ${project.version}`),
    help: flag("print this", { letter: "h" }),
  };
}

type Table = ReturnType<typeof optionsOf>;

export type OptionName = keyof Table;

/** What a command line says, of some options. */
export type Options<N extends OptionName = OptionName> = Values<Table, N>;

/** The options that a pipeline gives a meaning to. */
export function hasOption(pipeline: Pipeline, name: OptionName): boolean {
  if (name === "set") return pipeline.settings !== undefined;
  if (name === "backend") return pipeline.backends !== undefined;
  return name !== "source" || pipeline.source !== undefined;
}

/** `smoke, quick (default) or paper` */
function choice(names: readonly string[], usual: string): string {
  return alternatives(
    names.map((name) => name === usual ? `${name} (default)` : name),
  );
}
