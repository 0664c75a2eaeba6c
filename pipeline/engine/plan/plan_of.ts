import { type Digest, digestOf } from "../files/digest.ts";
import { type Graph, needsOf } from "../graph/graph.ts";
import type { KeyMaker, Made } from "../graph/keys.ts";
import type { Standing } from "../run/examine.ts";
import type { Historian } from "../run/history.ts";
import { precedentsIn } from "../run/time_to_go.ts";
import type { PlannedNode } from "./plan.ts";

/** The nodes of a graph that are not fresh, each after those that it needs. */
export function planOf(
  graph: Graph,
  standings: ReadonlyMap<string, Pick<Standing, "state">>,
  { history, keys }: { history: Historian; keys: KeyMaker },
): PlannedNode[] {
  const isPlanned = (name: string) => standings.get(name)!.state !== "fresh";
  const precedentOf = precedentsIn(history);
  const works = worksOf(graph, keys);
  return [...graph.values()].filter(({ name }) => isPlanned(name))
    .map((node) => ({
      name: node.name,
      needs: needsOf(node).filter(isPlanned),
      seconds: precedentOf(node)?.seconds ?? null,
      work: works.get(node.name)!,
    }));
}

/** The work of each node: its key, as it were if outputs were named by what makes them, and not by their bytes. */
export function worksOf(graph: Graph, keys: KeyMaker): Map<string, Digest> {
  const works = new Map<string, Digest>();
  const standIns = new Map<string, Made>();
  for (const node of graph.values()) {
    const { key } = keys.keyFor(node, standIns);
    works.set(node.name, key);
    const outputs = node.outputs.map((
      name,
    ) => [name, { digest: digestOf(`${name} of ${key}`) }]);
    standIns.set(node.name, { outputs: Object.fromEntries(outputs) });
  }
  return works;
}
