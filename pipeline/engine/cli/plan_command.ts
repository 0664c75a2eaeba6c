/** The command `plan`: what there is to run, as other engines read it. */
import { closureOf } from "../graph/graph.ts";
import { examine, type Standing } from "../run/examine.ts";
import { githubText } from "../plan/formats/github.ts";
import { jsonlText } from "../plan/formats/jsonl.ts";
import { makeText } from "../plan/formats/make.ts";
import type { Outline } from "../plan/formats/outline.ts";
import { snakemakeText } from "../plan/formats/snakemake.ts";
import type { PlannedNode } from "../plan/plan.ts";
import { planOf } from "../plan/plan_of.ts";
import { slurmText } from "../slurm/plan_script.ts";
import { printError } from "../terminal/stream.ts";
import { CliError, unreadable, usageError } from "../text/errors.ts";
import {
  type Command,
  type OptionName,
  type Options,
  wantedOptions,
} from "./options.ts";
import { requireWritable, writeOutput } from "./outputs.ts";
import type { Pipeline } from "./pipeline.ts";
import { wordsFor } from "./wanted.ts";
import { openWorkspace, type Workspace } from "./workspace.ts";

/** How a plan is written, the usual way first. */
const planTexts: Record<string, (plan: Outline, options: Options) => string> = {
  jsonl: jsonlText,
  make: makeText,
  snakemake: snakemakeText,
  slurm: (plan, { store, slurm: settings }) =>
    slurmText(plan, { store, settings }),
  github: (plan) => githubText(plan, Deno.version.deno),
};

/** What the command of a node has of the plan's own, in this order. */
const passedOn: readonly OptionName[] = [
  ...wantedOptions,
  ...["backend", "scale", "source", "store"] as const,
  ...["remote", "remoteWrite", "trustRemote"] as const,
];

export const plan = (pipeline: Pipeline): Command => ({
  name: "plan",
  operands: "[GLOB…]",
  summary:
    "write what there is to run for other engines: make, Snakemake, Slurm, GitHub",
  details:
    "Of each node that is not fresh: the command that runs it, deno task node, and what it\n" +
    "needs first. Of the nodes that fit a GLOB, or all, and what they need. Commands name\n" +
    "this checkout and this Deno, and run in any folder. With --remote, and for GitHub,\n" +
    "machines share no store: what is fresh here is planned, too, and but for Slurm's jobs\n" +
    "each command runs in a checkout of its machine's own, with deno on the PATH.\n" +
    "Where there is nothing to run, github is refused: a workflow has jobs.",
  options: [
    ...["format", "output"] as const,
    ...[...wantedOptions, "only", "scale", "backend", "source"] as const,
    ...["slurm", "store"] as const,
    ...["remote", "remoteWrite", "trustRemote"] as const,
  ],
  formats: Object.keys(planTexts),
  words: {
    scale: "figures of pixels, too: so many to a unit of their size, 1 to 4",
    slurm: "with --format slurm, what jobs ask for: a JSON file",
    remote: "where machines without this store take what they need",
  },
  async run(options) {
    const { format } = options;
    const isApart = format === "github" || options.remote !== null;
    if (format === "github") requireNoPlace(options);
    if (format !== "slurm" && options.given.has("slurm")) {
      throw unreadable(
        "--slurm",
        `${format} asks no Slurm; give --format slurm`,
      );
    }
    await requireWritable(options.output);
    const workspace = await openWorkspace(pipeline, options);
    const { graph } = workspace;
    const standings = await examine(graph, workspace);
    const nodes = isApart
      ? planElsewhere(standings, workspace)
      : planOf(graph, standings, workspace);
    if (nodes.length === 0) tellFresh(graph.size, format);
    const { name: title, folder } = pipeline.project;
    // Slurm's jobs have this disk, even if they meet others at a remote
    const isAway = isApart && format !== "slurm";
    const start = isAway
      ? ["deno", "task", "--quiet"]
      : [Deno.execPath(), "task", "--quiet", `--config=${folder}/deno.json`];
    const where = isAway
      ? "In the project's folder, with deno on the PATH"
      : "In any folder";
    const names = passedOn.filter((name) =>
      format !== "github" || name !== "store"
    );
    const words = names.flatMap((name) =>
      wordsFor(name, options, isAway ? folder : null)
    );
    const command = [...start, "node", ...words];
    const outline = { title, nodes, command, where };
    const { username, password } = options.remote ?? {};
    if (username || password) {
      printError(
        "the plan holds the user and password of --remote: keep it from others",
      );
    }
    await writeOutput(options.output, planTexts[format](outline, options));
  },
});

/** Says that there is nothing to run. @throws {CliError} if a plan of the format has to have something. */
function tellFresh(count: number, format: string): void {
  const state = `all ${count} nodes are fresh: there is nothing to run`;
  if (format !== "github") return printError(state);
  throw new CliError(`Cannot write a workflow without jobs: ${state}`);
}

/** A plan for machines that have nothing of this store: what is not fresh here, and all that it needs. */
function planElsewhere(
  standings: ReadonlyMap<string, Standing>,
  workspace: Workspace,
): PlannedNode[] {
  const missing = { state: "missing" } as const;
  const stale = [...standings].filter(([, { state }]) => state !== "fresh");
  const graph = closureOf(workspace.graph, stale.map(([name]) => name));
  const states = new Map([...graph.keys()].map((name) => [name, missing]));
  return planOf(graph, states, workspace);
}

/** @throws {CliError} if a workflow would name what other machines do not have, or show what is secret. */
function requireNoPlace({ given }: Options): void {
  const name = ["remote", "source"].find((name) => given.has(name));
  if (name === undefined) return;
  throw usageError(
    `Cannot plan for GitHub with --${name}: what it names is of this machine, and may be secret; leave it out, and keep the remote's URL in the secret REMOTE`,
  );
}
