/** The graph as a picture has it: boxes that stand for one node or many, and arrows. */
import { type Graph, needsOf } from "../graph/graph.ts";
import type { NodeSpec } from "../graph/node_spec.ts";
import type { Standing } from "../run/examine.ts";

export type State = Standing["state"];

/** Every state, in the order in which they are counted. */
export const states: readonly State[] = [
  "fresh",
  "stale",
  "missing",
  "waiting",
];

/** One node, or the nodes of a stage that differ by model and seed alone. */
export interface Box {
  /** the node's name; of several, what their names begin with */
  name: string;
  /** what it holds, such as `13 models × 5 seeds`; null of one node */
  holds: string | null;
  /** how many nodes are in each state */
  counts: Record<State, number>;
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
    const counts = { fresh: 0, stale: 0, missing: 0, waiting: 0 };
    for (const node of nodes) {
      boxOf.set(node.name, name);
      counts[standings.get(node.name)!.state]++;
    }
    return { name, holds: holdsOf(nodes), counts };
  });
  const needs = new Map(boxes.map(({ name }) => [name, new Set<string>()]));
  for (const node of graph.values()) {
    const needed = needs.get(boxOf.get(node.name)!)!;
    for (const need of needsOf(node)) needed.add(boxOf.get(need)!);
  }
  const drawn = all ? needs : withoutShortcuts(needs);
  return {
    boxes,
    arrows: [...drawn].flatMap(([name, needed]) =>
      [...needed].map((need): [string, string] => [need, name])
    ),
  };
}

function holdsOf(nodes: readonly NodeSpec[]): string | null {
  if (nodes.length === 1) return null;
  const seeds = new Set(nodes.map(({ seed }) => seed)).size;
  const models =
    new Set(nodes.map(({ name }) => name.replace(/\/seed-\d+$/, ""))).size;
  if (models * seeds !== nodes.length) return `${nodes.length} nodes`;
  return [
    ...models > 1 ? [`${models} models`] : [],
    ...seeds > 1 ? [`${seeds} seeds`] : [],
  ].join(" × ");
}

type Needs = ReadonlyMap<string, ReadonlySet<string>>;

/** The same needs without those that another need has too, at whatever distance. */
function withoutShortcuts(needs: Needs): Needs {
  const reach = new Map<string, ReadonlySet<string>>();
  const indirectNeeds = (name: string) =>
    new Set([...needs.get(name)!].flatMap((need) => [...reachOf(need)]));
  function reachOf(name: string): ReadonlySet<string> {
    const found = reach.get(name) ??
      needs.get(name)!.union(indirectNeeds(name));
    reach.set(name, found);
    return found;
  }
  return new Map(
    [...needs].map((
      [name, direct],
    ) => [name, direct.difference(indirectNeeds(name))]),
  );
}
