import type { NodeRecord } from "../store/records.ts";
import { summariseDifferences } from "../graph/differences.ts";
import { type Graph, needsOf } from "../graph/graph.ts";
import type { NodeSpec } from "../graph/node_spec.ts";
import type { RunEffects } from "./run_options.ts";

/** Where a node stands before anything is run. */
export type Standing =
  | { state: "fresh"; record: NodeRecord }
  | {
    /**
     * stale: another key has a record, or this one's is torn; waiting: its key is
     * not known before what it needs has run
     */
    state: "stale" | "missing" | "waiting";
    reason: string;
    /** all that differs, where the reason names but the first */
    differences?: string[];
  };

/** Where each node of a graph stands; runs nothing. */
export async function examine(
  graph: Graph,
  { keys, store, history }: Pick<RunEffects, "keys" | "store" | "history">,
): Promise<Map<string, Standing>> {
  const records = new Map<string, NodeRecord>();
  const standingOf = async (node: NodeSpec): Promise<Standing> => {
    const blocker = needsOf(node).find((name) => !records.has(name));
    if (blocker) return { state: "waiting", reason: `${blocker} runs first` };
    const key = keys.keyFor(node, records);
    const found = await store.lookUp(key.key, node.outputs);
    if (found.found) {
      records.set(node.name, found.record);
      return { state: "fresh", record: found.record };
    }
    const { reason } = found;
    if (reason !== "no record") return { state: "stale", reason };
    const differences = history.differencesFor(node.name, key);
    return {
      state: differences ? "stale" : "missing",
      reason: summariseDifferences(differences),
      ...differences && differences.length > 1 && { differences },
    };
  };
  const standings = new Map<string, Standing>();
  for (const node of graph.values()) {
    standings.set(node.name, await standingOf(node));
  }
  return standings;
}

/** Why a node has to run: the names from it to a node that is not as it was, and why that one is not. */
export type Cause = { path: string[]; reason: string; differences?: string[] };

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
    const { state, ...cause } = standings.get(last)!;
    if (state === "waiting") {
      for (const need of needsOf(graph.get(last)!)) {
        if (seen.has(need)) continue;
        seen.add(need);
        paths.push([...path, need]);
      }
    } else if ("reason" in cause) causes.push({ path, ...cause });
  }
  return causes;
}
