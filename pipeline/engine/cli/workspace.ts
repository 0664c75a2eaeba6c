/**
 * What every command starts from: the graph that the command line asks for, and
 * the store, keys and history to judge it by.
 */
import { readCode } from "../graph/code.ts";
import { closureOf, type Graph, graphOf } from "../graph/graph.ts";
import { type KeyMaker, keyMaker } from "../graph/keys.ts";
import { Historian } from "../run/history.ts";
import { Store } from "../store/store.ts";
import { CliError, usageError } from "../text/errors.ts";
import { fitsGlob } from "../text/glob.ts";
import { quoted, seedList } from "../text/words.ts";
import { suggest } from "../text/suggest.ts";
import { defaultsOf } from "./option.ts";
import { type Options, optionsOf } from "./options.ts";
import type { FoundBackend, Pipeline } from "./pipeline.ts";

/** The graph a command works on, and the nodes it is asked for. */
export interface Workspace {
  graph: Graph;
  goals: string[];
  /** what computes tensors; null if no node has any */
  backend: FoundBackend | null;
  store: Store;
  keys: KeyMaker;
  history: Historian;
}

/** What a command line asks for; what it leaves out has its default. */
export interface Asked extends Partial<Options> {
  /** the lock that says the seeds, where the command line does not */
  seedsFrom?: string;
}

/**
 * Opens the store and picks the nodes that are asked for.
 *
 * @param stage the stage whose nodes are the goals; null for all
 * @param require what must be so, or throw, before anything is written
 * @throws {CliError} if a pattern fits no node, the store cannot be written, or
 *   this machine does not have the backend.
 */
export async function openWorkspace(
  pipeline: Pipeline,
  asked: Asked,
  stage: string | null,
  require: (graph: Graph) => void = () => {},
): Promise<Workspace> {
  const options = { ...defaultsOf(optionsOf(pipeline)), ...asked };
  requireFewNodes(pipeline, options);
  const whole = graphOf(pipeline.nodes(options));
  const goals = chooseGoals(pipeline, whole, options, stage);
  // looked for last: a mistake on the command line is the nearer one
  const backend = await pipeline.backends?.find(options.backend, options) ??
    null;
  const graph = withBackend(closureOf(whole, goals), backend);
  require(graph);
  const store = await Store.open(options.store);
  const code = await readCode(graph.values(), {
    project: pipeline.project.folder,
    memory: `${store.root}/modules`,
  });
  return {
    graph,
    goals,
    backend,
    store,
    keys: keyMaker(code, Deno.version.v8),
    history: new Historian(store),
  };
}

/** A graph whose tensors are computed by the backend that was found. */
export function withBackend(
  graph: Graph,
  found: Pick<FoundBackend, "backend" | "resources" | "permissions"> | null,
): Graph {
  if (!found) return graph;
  const { backend, resources, permissions } = found;
  return new Map(
    [...graph].map(([name, node]) => [
      name,
      node.backend === null
        ? node
        : { ...node, backend, resources, permissions },
    ]),
  );
}

/** How many nodes of single seeds are planned at once: a gigabyte of memory. */
const mostNodes = 250_000;

/** @throws {CliError} if there are more seeds than can be planned at once. */
function requireFewNodes(
  pipeline: Pipeline,
  { seedsFrom, ...wanted }: Options & Pick<Asked, "seedsFrom">,
): void {
  const { seeds } = wanted;
  const ofOneSeed = pipeline.nodes({ ...wanted, seeds: seeds.slice(0, 1) })
    .filter(({ seed }) => seed !== null).length;
  if (ofOneSeed * seeds.length <= mostNodes) return;
  const most = Math.floor(mostNodes / ofOneSeed);
  const state =
    `they have ${ofOneSeed} nodes each, and ${mostNodes} nodes are the most`;
  throw seedsFrom === undefined
    ? usageError(
      `Cannot plan ${seeds.length} seeds: ${state}; give at most ${most} seeds`,
    )
    : new CliError(
      `Cannot plan the ${seeds.length} seeds of ${seedsFrom}: ${state}; restore it, or write one of at most ${most} seeds with deno task lock --update`,
    );
}

function chooseGoals(
  pipeline: Pipeline,
  graph: Graph,
  { operands, only, seeds }: Options,
  stage: string | null,
): string[] {
  const ofStage = [...graph.values()]
    .filter((node) => stage === null || node.stage === stage)
    .map(({ name }) => name);
  for (const pattern of [...operands, ...only]) {
    if (ofStage.some((name) => fitsGlob(name, pattern))) continue;
    const names = () => goalNames(ofStage, pipeline.tables?.names ?? []);
    throw usageError(
      `Cannot find ${quoted(pattern)}: ${
        otherStage(pipeline, graph, pattern) ??
          otherSeed(ofStage, pattern, seeds) ??
          `it fits no ${stage ? `${stage} node` : "node"}; ${
            suggest(pattern, names(), "deno task status")
          }`
      }`,
    );
  }
  const goals = ofStage.filter((name) =>
    [operands, only].every((patterns) =>
      patterns.length === 0 || patterns.some((each) => fitsGlob(name, each))
    )
  );
  if (goals.length === 0) {
    throw usageError("Cannot choose nodes: no node fits both GLOB and --only");
  }
  return goals;
}

/**
 * The names by which people may ask for nodes, without their seeds: the usual ones,
 * then whatever stands below a stage, then what is below these, and at last the same
 * with the stage.
 */
export function goalNames(
  nodes: readonly string[],
  usual: readonly string[],
): string[] {
  const seedless = nodes.map((name) => name.replace(/\/seed-\d+$/, ""));
  const stageless = seedless.map((name) => name.slice(name.indexOf("/") + 1));
  const first = new Set(stageless.map((name) => name.split("/")[0]));
  const known = usual.filter((name) => first.has(name));
  return [...new Set([...known, ...first, ...stageless, ...seedless])];
}

/** What to say of a pattern that fits nodes, but none of the stage asked for: the last of these needs the others. */
function otherStage(
  { stages }: Pipeline,
  graph: Graph,
  pattern: string,
): string | undefined {
  const stage = [...graph.values()]
    .findLast(({ name }) => fitsGlob(name, pattern))?.stage;
  if (!stage) return undefined;
  const { summary } = stages.find(({ name }) => name === stage)!;
  const command = summary ? stage : "reproduce --only";
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
  if (!names.some((name) => fitsGlob(name, present))) return undefined;
  const given = seedList(seeds);
  return `seed ${seed} is not among --seeds ${given}; give --seeds ${seed}`;
}
