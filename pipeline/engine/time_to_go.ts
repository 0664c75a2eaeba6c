/** How long it will take to bring a graph up to date, by earlier runs. */
import type { NodeRecord } from "../store/records.ts";
import type { Standing } from "./examine.ts";
import { type Graph, needsOf } from "./graph.ts";
import type { NodeSpec } from "./node_spec.ts";
import { differencesOf } from "./differences.ts";
import type { Historian } from "./why.ts";

/** An earlier run that tells how long a node may take. */
export interface Precedent {
  seconds: number;
  /** the name of its backend; null if it had none */
  backend: string | null;
  /** settings in which that run differed */
  differences: number;
}

/** What there is to run, and how long it may take. */
export interface TimeToGo {
  /** nodes that are not fresh */
  nodes: number;
  seconds: number;
  /** how many of them have never run, so that they are not in the sum */
  unknown: number;
  /** how many are known with other settings only */
  otherSettings: number;
  /** backend → how many are known on that one only, and not on their own */
  otherBackends: Map<string, number>;
}

/**
 * The time to go on `jobs` processors: no less than the work shared among them,
 * and no less than the longest chain of nodes that need each other.
 */
export async function timeToGo(
  graph: Graph,
  standings: ReadonlyMap<string, Standing>,
  { history, jobs }: { history: Historian; jobs: number },
): Promise<TimeToGo> {
  const result: TimeToGo = {
    nodes: 0,
    seconds: 0,
    unknown: 0,
    otherSettings: 0,
    otherBackends: new Map(),
  };
  const ends = new Map<string, number>();
  let work = 0;
  for (const node of graph.values()) {
    const start = Math.max(0, ...needsOf(node).map((name) => ends.get(name)!));
    ends.set(node.name, start);
    if (standings.get(node.name)!.state === "fresh") continue;
    result.nodes++;
    const precedent = await precedentOf(node, history);
    if (!precedent) {
      result.unknown++;
      continue;
    }
    const { seconds, backend, differences } = precedent;
    if (backend !== null && backend !== nameOf(node.backend)) {
      const { otherBackends } = result;
      otherBackends.set(backend, (otherBackends.get(backend) ?? 0) + 1);
    } else if (differences > 0) result.otherSettings++;
    work += seconds;
    ends.set(node.name, start + seconds);
  }
  result.seconds = Math.max(work / jobs, ...ends.values());
  return result;
}

/**
 * The earlier run that is most like the next one: on the same backend where there
 * is one, then with the fewest other settings, then of the same seed, then the newest.
 */
export async function precedentOf(
  node: NodeSpec,
  history: Historian,
): Promise<Precedent | undefined> {
  const work = withoutSeed(node.name);
  let best: (Precedent & { record: NodeRecord }) | undefined;
  for (const record of await history.records()) {
    if (!record.node.startsWith(node.stage)) continue;
    const preimage = await history.preimageOf(record);
    if (preimage?.kind !== node.entry) continue;
    const { settings } = node;
    const differences =
      differencesOf(preimage, { ...preimage, settings }).length;
    // under another name, as where two nodes share a key, only the very same work counts
    if (withoutSeed(record.node) !== work && differences > 0) continue;
    const { seconds } = record;
    const backend = nameOf(preimage.backend);
    const found = { seconds, backend, differences, record };
    if (!best || isNearer(node, found, best)) best = found;
  }
  return best;
}

function isNearer(
  node: NodeSpec,
  a: Precedent & { record: NodeRecord },
  b: typeof a,
): boolean {
  const distances = (precedent: typeof a) => [
    Number(precedent.backend !== nameOf(node.backend)),
    precedent.differences,
    Number(precedent.record.node !== node.name),
  ];
  const [from, to] = [distances(a), distances(b)];
  const first = from.findIndex((distance, i) => distance !== to[i]);
  return first >= 0 && from[first] < to[first];
}

function withoutSeed(name: string): string {
  return name.replace(/\/seed-\d+$/, "");
}

/** `native` of `native OpenBLAS 0.3.21`: another version takes about as long. */
function nameOf(backend: string | null): string | null {
  return backend && backend.split(" ")[0];
}
