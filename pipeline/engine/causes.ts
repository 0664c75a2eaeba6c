import type { Standing } from "./examine.ts";
import { type Graph, needsOf } from "./graph.ts";

/** Why a node has to run: the way from it to a node that is not as it was, and what that one's matter is. */
export interface Cause {
  /** names from the node asked about to the node where it begins */
  path: string[];
  reason: string;
}

/** Everything that makes a node run, nearest first; nothing if it is fresh. */
export function causesOf(
  graph: Graph,
  standings: ReadonlyMap<string, Standing>,
  name: string,
): Cause[] {
  const standing = standings.get(name)!;
  if (standing.state === "fresh") return [];
  if (standing.state !== "waiting") {
    return [{ path: [name], reason: standing.reason }];
  }
  return needsOf(graph.get(name)!).flatMap((need) =>
    causesOf(graph, standings, need).map(({ path, reason }) => (
      { path: [name, ...path], reason }
    ))
  );
}
