/** The graph as a picture has it: boxes that stand for one node or many, arrows, and what they say. */
import { type Graph, needsOf } from "../graph/graph.ts";
import { type NodeSpec, withoutSeed } from "../graph/node_spec.ts";
import type { Standing } from "../run/examine.ts";
import { type Seeds, seedsText } from "../text/seeds.ts";

export type State = Standing["state"];

/** Every state, in the order in which they are counted. */
export const states: State[] = ["fresh", "stale", "missing", "waiting"];

/** One node, or the nodes of a stage that differ by model and seed alone. */
export interface Box {
  /** the node's name; of several, what their names begin with */
  name: string;
  /** its name, what it holds, such as `13 models × 5 seeds`, and in which states that is */
  lines: string[];
  /** of each node that it holds */
  states: State[];
  /** what keeps most of these from being fresh, if anything does */
  state: State;
}

export interface Diagram {
  boxes: Box[];
  /** from what is needed to what needs it, by the names of boxes; each once */
  arrows: [string, string][];
}

/**
 * The picture of a graph whose nodes have the states of `standings`.
 *
 * Unless `all` nodes are wanted each by itself, models and seeds of an experiment
 * share a box, and an arrow is left out where others lead the same way.
 */
export function diagramOf(
  graph: Graph,
  standings: ReadonlyMap<string, Standing>,
  { all }: { all: boolean },
): Diagram {
  const groups = Map.groupBy(
    graph.values(),
    ({ name, seed }) =>
      all || seed === null ? name : name.split("/").slice(0, 2).join("/"),
  );
  const boxOf = new Map<string, string>();
  const boxes = [...groups].map(([group, nodes]): Box => {
    const name = nodes.length === 1 ? nodes[0].name : group;
    for (const node of nodes) boxOf.set(node.name, name);
    const states = nodes.map((node) => standings.get(node.name)!.state);
    const lines = nodes.length === 1
      ? [name, ...states]
      : [name, contentOf(nodes), countTexts(states).join(", ")];
    const worst: State[] = ["missing", "stale", "waiting"];
    const state = worst.find((state) => states.includes(state)) ?? "fresh";
    return { name, lines, states, state };
  });
  const needs = new Map(boxes.map(({ name }) => [name, new Set<string>()]));
  for (const node of graph.values()) {
    const needed = needs.get(boxOf.get(node.name)!)!;
    for (const need of needsOf(node)) needed.add(boxOf.get(need)!);
  }
  const drawn = all ? needs : withoutShortcuts(needs);
  const arrows = [...drawn].flatMap(([name, needed]) =>
    [...needed].map((need): [string, string] => [need, name])
  );
  return { boxes, arrows };
}

/** What several nodes are: `13 models × 5 seeds`. */
function contentOf(nodes: readonly NodeSpec[]): string {
  const seeds = new Set(nodes.map(({ seed }) => seed)).size;
  const models = new Set(nodes.map(({ name }) => withoutSeed(name))).size;
  if (models * seeds !== nodes.length) return `${nodes.length} nodes`;
  return [
    ...models > 1 ? [`${models} models`] : [],
    ...seeds > 1 ? [`${seeds} seeds`] : [],
  ].join(" × ");
}

/** The same needs without those that another need has too, at whatever distance. */
function withoutShortcuts(needs: ReadonlyMap<string, ReadonlySet<string>>) {
  const reach = new Map<string, ReadonlySet<string>>();
  const reachOf = (name: string): ReadonlySet<string> =>
    reach.getOrInsertComputed(
      name,
      () => needs.get(name)!.union(indirectNeeds(name)),
    );
  const indirectNeeds = (name: string) =>
    new Set([...needs.get(name)!].flatMap((need) => [...reachOf(need)]));
  return new Map(
    [...needs.keys()].map((
      name,
    ) => [name, needs.get(name)!.difference(indirectNeeds(name))]),
  );
}

/** `60 fresh`, `5 missing`: how many nodes are in each state, or in each that some are in. */
export function countTexts(
  found: readonly State[],
  counted = states.filter((state) => found.includes(state)),
): string[] {
  return counted.map((state) =>
    `${found.filter((each) => each === state).length} ${state}`
  );
}

/** `Pipeline, smoke profile, seeds 0-1: 60 of 79 nodes fresh` */
export function titleOf(
  { boxes }: Diagram,
  { profile, seeds }: { profile: string; seeds: Seeds },
): string {
  const found = boxes.flatMap(({ states }) => states);
  const fresh = found.filter((state) => state === "fresh").length;
  return `Pipeline, ${profile} profile, ${
    seedsText(seeds)
  }: ${fresh} of ${found.length} nodes fresh`;
}

/** The picture for those who do not see it: what it shows, and the states of every stage. */
export function descriptionOf({ boxes }: Diagram): string {
  const stages = Map.groupBy(boxes, ({ name }) => name.split("/")[0]);
  const counts = [...stages].map(([stage, boxes]) =>
    `${stage}: ${countTexts(boxes.flatMap(({ states }) => states)).join(", ")}`
  );
  return `Nodes in the direction of flow, each with arrows from what it needs. ${
    counts.join("; ")
  }.`;
}
