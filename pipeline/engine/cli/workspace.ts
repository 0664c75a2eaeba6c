/**
 * What every command starts from: the graph that the command line asks for, and
 * the store, keys and history to judge it by.
 */
import { readCode } from "../graph/code.ts";
import { closureOf, type Graph, graphOf } from "../graph/graph.ts";
import { type KeyMaker, keyMaker } from "../graph/keys.ts";
import { type NodeSpec, withoutSeed } from "../graph/node_spec.ts";
import { Historian } from "../run/history.ts";
import { Store } from "../store/store.ts";
import { CliError, unreadable, usageError } from "../text/errors.ts";
import { fitsGlob } from "../text/glob.ts";
import { seedTexts } from "../text/seeds.ts";
import { quoted } from "../text/words.ts";
import { suggest } from "../text/suggest.ts";
import { elsewhere } from "./elsewhere.ts";
import type { Options } from "./options.ts";
import type { FoundBackend, Pipeline } from "./pipeline.ts";

/** The graph a command works on, and the nodes it is asked for. */
export interface Workspace {
  graph: Graph;
  goals: readonly string[];
  /** what computes tensors; null if no node has any */
  backend: FoundBackend | null;
  store: Store;
  keys: KeyMaker;
  history: Historian;
}

/**
 * Opens the store and picks the nodes that are asked for.
 *
 * @param stage the stage whose nodes are the goals; null for all
 * @param require what must be so, or throws, before anything is written
 * @throws {CliError} if a pattern, here or in the file of --slurm, fits no node, the store cannot be written, or
 *   this machine does not have the backend.
 */
export async function openWorkspace(
  pipeline: Pipeline,
  options: Options,
  stage: string | null = null,
  require: (graph: Graph) => void = () => {},
): Promise<Workspace> {
  const choose = (whole: Graph) => chooseGoals(pipeline, whole, options, stage);
  return await openWorkspaceOf(pipeline, options, choose, require);
}

/**
 * The same, for goals that are chosen otherwise.
 *
 * @param choose the names of the goals, of all the nodes there are
 */
export async function openWorkspaceOf(
  pipeline: Pipeline,
  options: Options,
  choose: (whole: Graph) => readonly string[],
  require: (graph: Graph) => void = () => {},
): Promise<Workspace> {
  requireFewNodes(pipeline, options);
  const whole = graphOf(pipeline.nodes(options));
  const goals = choose(whole);
  requirePatterns(pipeline, options, whole);
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
  const keys = keyMaker(code, Deno.version.v8);
  return { graph, goals, backend, store, keys, history: new Historian(store) };
}

/** A graph whose tensors are computed by the backend that was found. */
export function withBackend(
  graph: Graph,
  found: Pick<FoundBackend, "backend" | "resources" | "permissions"> | null,
): Graph {
  if (!found) return graph;
  const { backend, resources, permissions } = found;
  const ofNode = { backend, resources, permissions };
  return new Map(
    [...graph].map(([name, node]) => [
      name,
      node.backend === null ? node : { ...node, ...ofNode },
    ]),
  );
}

/** How many nodes of single seeds are planned at once: a gigabyte of memory. */
const mostNodes = 250_000;

/** @throws {CliError} if there are more seeds, given or locked, than can be planned at once. */
function requireFewNodes(pipeline: Pipeline, options: Options): void {
  const { seeds, given } = options;
  const first = Object.entries(seeds)
    .map(([pattern, list]) => [pattern, list.slice(0, 1)]);
  const ofOneSeed = pipeline
    .nodes({ ...options, seeds: Object.fromEntries(first) })
    .filter(({ seed }) => seed !== null).length;
  const most = Math.max(...Object.values(seeds).map(({ length }) => length));
  if (ofOneSeed * most <= mostNodes) return;
  throw new CliError(
    `Cannot plan ${most} seeds: they have ${ofOneSeed} nodes each, and ${mostNodes} nodes are the most; give or lock at most ${
      Math.floor(mostNodes / ofOneSeed)
    } seeds`,
    given.has("seeds") ? 2 : 1,
  );
}

/**
 * Sees that Slurm's settings are for nodes of what is wanted, be they goals of this run or not.
 *
 * @throws {CliError} if a pattern of a file fits none.
 */
function requirePatterns(
  { stages, tables }: Pipeline,
  { slurm, seeds }: Options,
  whole: Graph,
): void {
  const nodes = [...whole.keys()];
  for (const [pattern, , where] of slurm.nodes) {
    if (nodes.some((name) => fitsGlob(name, pattern))) continue;
    if (where === undefined) continue; // it is not people's
    const names = goalNames(nodes, tables?.names ?? []);
    // a stage is no goal, but where patterns begin
    const firsts = new Set([
      ...stages.map(({ name }) => name),
      ...names.map((name) => name.split("/")[0]),
    ]);
    const [first] = pattern.split("/");
    const hint = firsts.has(first)
      ? suggest(pattern, names, "deno task status")
      : suggest(first, [...firsts, ...names], "deno task status");
    throw unreadable(
      where,
      `${quoted(pattern)} fits no node of --seeds ${
        seedTexts(seeds).join(" ")
      }; ${hint}`,
    );
  }
}

function chooseGoals(
  pipeline: Pipeline,
  graph: Graph,
  { operands, only, seeds, profile }: Options,
  stage: string | null,
): string[] {
  const isOfStage = (node: NodeSpec) => stage === null || node.stage === stage;
  const ofStage = [...graph.values()].filter(isOfStage)
    .map(({ name }) => name);
  for (const pattern of [...operands, ...only]) {
    if (ofStage.some((name) => fitsGlob(name, pattern))) continue;
    const names = goalNames(ofStage, pipeline.tables?.names ?? []);
    const other = elsewhere(
      pipeline,
      { profile },
      (node) => isOfStage(node) && fitsGlob(node.name, pattern),
    );
    const why = other ??
      `it fits no ${stage ? `${stage} node` : "node"} of --seeds ${
        seedTexts(seeds).join(" ")
      }; ${suggest(pattern, names, "deno task status")}`;
    throw usageError(`Cannot find ${quoted(pattern)}: ${why}`);
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
  const seedless = nodes.map(withoutSeed);
  const stageless = seedless.map((name) => name.slice(name.indexOf("/") + 1));
  const first = new Set(stageless.map((name) => name.split("/")[0]));
  const known = usual.filter((name) => first.has(name));
  return [...new Set([...known, ...first, ...stageless, ...seedless])];
}
