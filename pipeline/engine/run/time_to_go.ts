/** How long a graph will take to run, by earlier runs. */
import { canonicalJson, type Json } from "../text/canonical_json.ts";
import { differencesIn } from "../graph/differences.ts";
import { type Graph, needsOf } from "../graph/graph.ts";
import type { NodeSpec } from "../graph/node_spec.ts";
import type { Standing } from "./examine.ts";
import type { Historian } from "./history.ts";

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
export function timeToGo(
  graph: Graph,
  standings: ReadonlyMap<string, Standing>,
  { history, jobs }: { history: Historian; jobs: number },
): TimeToGo {
  const otherBackends = new Map<string, number>();
  let [nodes, unknown, otherSettings, work, longest] = [0, 0, 0, 0, 0];
  const precedentOf = precedentsIn(history);
  const ends = new Map<string, number>();
  for (const node of graph.values()) {
    const start = needsOf(node)
      .reduce((latest, name) => Math.max(latest, ends.get(name)!), 0);
    ends.set(node.name, start);
    if (standings.get(node.name)!.state === "fresh") continue;
    nodes++;
    const precedent = precedentOf(node);
    if (!precedent) {
      unknown++;
      continue;
    }
    const { seconds, backend, differences } = precedent;
    if (backend !== null && backend !== nameOf(node.backend)) {
      otherBackends.set(backend, (otherBackends.get(backend) ?? 0) + 1);
    } else if (differences > 0) otherSettings++;
    work += seconds;
    longest = Math.max(longest, start + seconds);
    ends.set(node.name, start + seconds);
  }
  const seconds = Math.max(work / jobs, longest);
  return { nodes, seconds, unknown, otherSettings, otherBackends };
}

/** One run as its record and its key have it. */
interface EarlierRun {
  name: string;
  /** its name without the seed */
  work: string;
  program: string;
  /** the name of its backend; null if it had none */
  backend: string | null;
  seconds: number;
  settings: Json;
}

/** An earlier run that says how long a node may take, and the count of settings in which it differed. */
type Precedent = EarlierRun & { differences: number };

/**
 * Finds the earlier run that is closest to a node's next one: on the same backend where
 * there is one, then with the fewest other settings, then of the same seed, then the newest.
 */
export function precedentsIn(
  history: Historian,
): (node: NodeSpec) => Precedent | undefined {
  let runs: EarlierRun[] | undefined;
  /** a node but for its seed → the runs that are closest to it, the newest first */
  const known = new Map<string, Precedent[]>();
  return (node) => {
    const { name, stage, entry, settings, backend } = node;
    const work = withoutSeed(name);
    const asked = JSON.stringify([work, stage, entry, settings, backend]);
    const closest = known.getOrInsertComputed(
      asked,
      () => closestTo(node, runs ??= runsIn(history)),
    );
    return closest.find((run) => run.name === name) ?? closest[0];
  };
}

function closestTo(node: NodeSpec, runs: readonly EarlierRun[]): Precedent[] {
  const work = withoutSeed(node.name);
  const differences = new Map<Json, number>();
  let closest: Precedent[] = [];
  let least: [onOtherBackend: number, differences: number] = [Infinity, 0];
  for (const run of runs) {
    if (!run.name.startsWith(node.stage) || run.program !== node.entry) {
      continue;
    }
    const { settings } = run;
    const count = differences.getOrInsertComputed(
      settings,
      () => differencesIn("settings", settings, node.settings).length,
    );
    // under another name, as where two nodes share a key, only the very same work counts
    if (run.work !== work && count > 0) continue;
    const onOther = Number(run.backend !== nameOf(node.backend));
    const farther = onOther - least[0] || count - least[1];
    if (farther > 0) continue;
    if (farther < 0) [least, closest] = [[onOther, count], []];
    closest.push({ ...run, differences: count });
  }
  return closest;
}

/** All earlier runs, newest first; equal settings are one object. */
function runsIn(history: Historian): EarlierRun[] {
  const known = new Map<string, Json>();
  return history.records().flatMap((record) => {
    const preimage = history.preimageOf(record);
    if (!preimage) return [];
    const { node: name, seconds } = record;
    const text = canonicalJson(preimage.settings);
    const settings = known.getOrInsert(text, preimage.settings);
    const [work, backend] = [withoutSeed(name), nameOf(preimage.backend)];
    const { kind: program } = preimage;
    return [{ name, work, program, backend, seconds, settings }];
  });
}

function withoutSeed(name: string): string {
  return name.replace(/\/seed-\d+$/, "");
}

/** `native` of `native OpenBLAS 0.3.21`: another version takes about as long. */
function nameOf(backend: string | null): string | null {
  return backend && backend.split(" ")[0];
}
