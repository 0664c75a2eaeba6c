/** All that the engine has to know of a pipeline. */
import type { Project } from "../files/project.ts";
import type { NodeSpec } from "../graph/node_spec.ts";
import type { Json } from "../text/canonical_json.ts";
import type { Located } from "../text/located_json.ts";
import type { Seeds } from "../text/seeds.ts";
import type { About } from "../provenance/about.ts";
import type { TracedStage } from "../provenance/trail.ts";

/** A pipeline: its nodes, and what people can ask of it on a command line. */
export interface Pipeline {
  project: Project;
  /** in the direction of flow */
  stages: readonly Stage[];
  /** how much a run does, by name: each has its own lock */
  profiles: readonly string[];
  defaultProfile: string;
  /** The nodes for what is wanted. @throws {CliError} if a setting is unknown, or its value does not fit. */
  nodes(wanted: Wanted): NodeSpec[];
  /** what can be set; without it there is no `--set` */
  settings?: SettingsHelp;
  /** configuration files; without them there is no `--config`, and no command `config` */
  config?: Configurations;
  /** what computes tensors; without it there is no `--backend` */
  backends?: Backends;
  /** what `--source DIR` is for; without it there is no such option */
  source?: string;
  /** what can be swept; without it there is no such command */
  sweeps?: Sweeps;
  /** what `table` prints; without it there is no such command */
  tables?: Tables;
  /** what figures are made of; without it there is no `--format` of theirs, and no `--scale` */
  figures?: Figures;
  /** what `export` hands out; without it there is no such command */
  exports?: Exports;
  /** what `compare` says of two runs; without it, only which outputs differ */
  results?: Results;
  /** what archives and catalogues are told of the project; without it, no more than its name */
  about?: () => About;
}

/** One kind of node. */
export interface Stage extends TracedStage {
  /** what the command of this name does: lower case, no full stop; without it there is no command */
  summary?: string;
  /** of nodes that have neither settings nor seeds: what stands after the command, and more of what it does */
  plain?: { operands: string; details: string };
}

/** What a command line wants of a pipeline. */
export interface Wanted {
  profile: string;
  seeds: Seeds;
  /** settings that are changed, as `--set` has them */
  set: readonly string[];
  /** models that are added, as `--model` has them */
  model: readonly string[];
  /** what a configuration file says; null without one */
  config: Said | null;
  /** the sweep that is asked for, if one is */
  sweep?: SweepWanted;
  /** the name of what computes tensors */
  backend: string;
  /** the folder that data are taken from; null for the usual one */
  source: string | null;
  /** pixels to a unit of a figure's size, if figures of pixels are wanted too */
  scale?: number | null;
}

/** A grid at whose points nodes are wanted, as a command line has it. */
export interface SweepWanted {
  /** what is swept */
  experiment: string;
  /** as `--grid` has it: `eta=1e-4..1e-1:log7` */
  grid: readonly string[];
  /** as `--models` has it: `A,B`; null for the usual ones */
  models: string | null;
}

/** What the help says of settings. */
export interface SettingsHelp {
  /** how one is written: `EXPERIMENT.KEY=VALUE` */
  form: string;
  /** how an added model is written; without it there is no `--model` */
  modelForm?: string;
  /** what may stand after the command `settings` */
  operands: string;
  /** The settings of what is named, or of all, each explained. @throws {CliError} if a name is unknown. */
  describe(names: readonly string[]): string;
}

/** Configuration files: what a command line may say, as JSON. */
export interface Configurations {
  /** What a file says. @throws {CliError} if an entry is unknown, or not of its kind. */
  read(file: Located): Said;
  /**
   * What a run would use, as such a file. With `changed`, only what differs from a run without options.
   *
   * @throws {CliError} if a setting is unknown, or its value does not fit.
   */
  of(wanted: Wanted, how: { changed: boolean }): Record<string, Json>;
  /** In what a run differs from what is published beyond its profile, in words. @throws as above. */
  differences(wanted: Wanted): string[];
  /** the JSON Schema of such files, by which editors complete and check them */
  schema(): Json;
  /** where that is kept, from the project's folder */
  schemaFile: string;
}

/** What a configuration file says: values of options, and what the pipeline alone understands. */
export interface Said {
  profile?: string;
  seeds: Seeds;
  backend?: string;
  outputs?: string;
  content: unknown;
}

/** What can compute the tensors of nodes. */
export interface Backends {
  /** the default first, whose results are locked */
  names: readonly string[];
  /** what they compute, for the help */
  purpose: string;
  /**
   * The backend of a name, as it is on this machine.
   *
   * @param jobs nodes at once, which share the processor's cores
   * @throws {CliError} if this machine does not have it.
   */
  find(name: string, wanted: { jobs: number }): Promise<FoundBackend>;
}

/** A backend that this machine has. */
export interface FoundBackend {
  /** its part of a key: its name, and whose products it takes, `native OpenBLAS 0.3.21` */
  backend: string;
  /** what a node opens it with: no part of the key */
  resources: Record<string, string>;
  /** words after `deno run` for the nodes that use it */
  permissions: readonly string[];
  /** what a record says of it besides: the exact library, threads, graphics adapter */
  versions: Record<string, string>;
  /** what people should know of it before a run */
  remark?: string;
}

/** What a command makes something of, by names. */
export interface Named {
  names: readonly string[];
  /** what people call a name: `EXPERIMENT` */
  operand: string;
  /** what the help says of what is made */
  details: string;
}

/** Sweeps: nodes at the points of a grid, and what they come to. */
export interface Sweeps extends Omit<Named, "names"> {
  /** the stage of the nodes that are the goals, and what their names fit */
  stage: string;
  goals: string;
  /** whether a sweep shows something at a path in `outputs/` */
  shows(place: string): boolean;
}

/** Tables that nodes show as `tables/NAME.csv`. */
export interface Tables extends Named {
  /** by name, what other formats make of the CSV, piece by piece */
  formats?: Readonly<
    Record<string, (csv: Uint8Array) => Iterable<Uint8Array>>
  >;
}

/** The files of figures. */
export interface Figures {
  /** the stage that draws them */
  stage: string;
  /** what they are: drawings, and pixels too */
  formats: readonly [lines: string, pixels: string];
}

/** What people take away for programs of their own. */
export interface Exports extends Named {
  /** The nodes whose outputs are of a name, as GLOBs. */
  globs(name: string): string[];
  /**
   * By name, the usual one first: the files that a format makes of a finished node.
   *
   * @param read gives an output's bytes
   */
  formats: Readonly<
    Record<
      string,
      (node: NodeSpec, read: (output: string) => Uint8Array) => ExportedFile[]
    >
  >;
}

/** A file of an export: its path in the folder, below the name of what is exported, and its bytes. */
export interface ExportedFile {
  place: string;
  content(): Uint8Array;
}

/** What nodes of one stage hold of a run's results, and how those of two runs are compared. */
export interface Results {
  stage: string;
  /** the outputs that are read, of each node of the stage that has them all */
  outputs: readonly string[];
  /** what they are results of: `model` */
  item: string;
  /** Compares what one node has made in two runs: its outputs in their order. */
  compare(a: readonly Uint8Array[], b: readonly Uint8Array[]): Compared[];
}

/** How one thing compares in two runs. */
export interface Compared {
  item: string;
  metric: string;
  a: Reached;
  b: Reached;
  /** whether `change` is b over a, of geometric means, or b minus a */
  relation: "ratio" | "difference";
  /** seed by seed over those that are shared and have a value; of the means, where none is shared */
  change: Interval;
  /** the seeds that both runs have */
  shared: readonly number[];
  /** how far each run came: the iterations of what is compared; 0 where it has none */
  ends: readonly number[];
}

/** What a run came to. */
export interface Reached extends Interval {
  /** how many were run; 0 if the run is without it */
  seeds: number;
  /** those that gave no value, and why: `1 diverged` */
  lost: string;
}

/** A mean and its interval; null, or not finite, where there is none. */
export type Interval = Record<"mean" | "low" | "high", number | null>;
