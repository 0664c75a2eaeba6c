/** The graph as a picture has it: boxes that stand for one node or many, and arrows. */
import type { Standing } from "../run/examine.ts";
import { type Graph, needsOf } from "../graph/graph.ts";
import type { NodeSpec } from "../graph/node_spec.ts";

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
 * The picture of a graph whose nodes stand as `standings` tell.
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
    (node) => all ? node.name : groupOf(node),
  );
  const boxOf = new Map<string, string>();
  const boxes = [...groups].map(([group, nodes]) => {
    const name = nodes.length === 1 ? nodes[0].name : group;
    nodes.forEach((node) => boxOf.set(node.name, name));
    return { name, holds: holdsOf(nodes), counts: count(nodes, standings) };
  });
  const needs = new Map<string, Set<string>>();
  for (const node of graph.values()) {
    const name = boxOf.get(node.name)!;
    const needed = needsOf(node).map((need) => boxOf.get(need)!);
    needs.set(name, new Set([...needs.get(name) ?? [], ...needed]));
  }
  return { boxes, arrows: arrowsOf(all ? needs : withoutShortcuts(needs)) };
}

/** The nodes of a seed go with those of the other seeds and models of the experiment. */
function groupOf({ name, seed }: NodeSpec): string {
  return seed === null ? name : name.split("/").slice(0, 2).join("/");
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

function count(
  nodes: readonly NodeSpec[],
  standings: ReadonlyMap<string, Standing>,
): Box["counts"] {
  const counts = { fresh: 0, stale: 0, missing: 0, waiting: 0 };
  for (const { name } of nodes) counts[standings.get(name)!.state]++;
  return counts;
}

type Needs = ReadonlyMap<string, ReadonlySet<string>>;

/** The same needs without those that another need has too, at whatever distance. */
function withoutShortcuts(needs: Needs): Needs {
  const reach = new Map<string, Set<string>>();
  const reachOf = (name: string): Set<string> => {
    const known = reach.get(name);
    if (known) return known;
    const found = new Set(needs.get(name));
    for (const need of needs.get(name)!) {
      for (const further of reachOf(need)) found.add(further);
    }
    reach.set(name, found);
    return found;
  };
  return new Map([...needs].map(([name, direct]) => {
    const indirect = new Set([...direct].flatMap((need) => [...reachOf(need)]));
    return [name, direct.difference(indirect)];
  }));
}

function arrowsOf(needs: Needs): Diagram["arrows"] {
  return [...needs].flatMap(([name, needed]) =>
    [...needed].map((need): [string, string] => [need, name])
  );
}
