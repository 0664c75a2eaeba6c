import type { Standing } from "./examine.ts";
import { type Graph, needsOf } from "../graph/graph.ts";

/** Why a node has to run: the way from it to a node that is not as it was, and what that one's matter is. */
export interface Cause {
  /** names from the node asked about to the node where it begins */
  path: string[];
  reason: string;
  /** all that differs, where the reason names but the first */
  differences?: string[];
}

/** Every node that makes a node run, nearest first, each by one shortest path; nothing if it is fresh. */
export function causesOf(
  graph: Graph,
  standings: ReadonlyMap<string, Standing>,
  name: string,
): Cause[] {
  const causes: Cause[] = [];
  const seen = new Set([name]);
  const paths = [[name]];
  for (const path of paths) {
    const last = path.at(-1)!;
    const standing = standings.get(last)!;
    if (standing.state === "fresh") continue;
    if (standing.state !== "waiting") {
      const { state: _, ...cause } = standing;
      causes.push({ path, ...cause });
      continue;
    }
    for (const need of needsOf(graph.get(last)!)) {
      if (seen.has(need)) continue;
      seen.add(need);
      paths.push([...path, need]);
    }
  }
  return causes;
}
