/** How long a graph will take to run, by earlier runs. */
import { canonicalJson } from "../text/canonical_json.ts";
import { differencesIn } from "../graph/differences.ts";
import { type Graph, needsOf } from "../graph/graph.ts";
import { type NodeSpec, withoutSeed } from "../graph/node_spec.ts";
import type { Standing } from "./examine.ts";
import type { Historian } from "./history.ts";

/** What there is to run, and how long it may take. */
export type TimeToGo = ReturnType<typeof timeToGo>;

/**
 * The time to go on `jobs` processors: no less than the work shared among them,
 * and no less than the longest chain of nodes that need each other.
 */
export function timeToGo(
  graph: Graph,
  standings: ReadonlyMap<string, Standing>,
  { history, jobs }: { history: Historian; jobs: number },
) {
  const counts = {
    /** nodes that are not fresh */
    nodes: 0,
    /** how many of them have never run, so that their time is not in the sum */
    unknown: 0,
    /** how many are known with other settings only */
    otherSettings: 0,
    /** backend → how many are known on that one only, and not on their own */
    otherBackends: new Map<string, number>(),
  };
  const { otherBackends } = counts;
  let [work, longest] = [0, 0];
  const precedentOf = precedentsIn(history);
  const ends = new Map<string, number>();
  for (const node of graph.values()) {
    const start = needsOf(node)
      .reduce((latest, name) => Math.max(latest, ends.get(name)!), 0);
    ends.set(node.name, start);
    if (standings.get(node.name)!.state === "fresh") continue;
    counts.nodes++;
    const precedent = precedentOf(node);
    if (!precedent) {
      counts.unknown++;
      continue;
    }
    const { seconds, backend, isOther, differences } = precedent;
    if (backend !== null && isOther) {
      otherBackends.set(backend, (otherBackends.get(backend) ?? 0) + 1);
    } else if (differences > 0) counts.otherSettings++;
    work += seconds;
    longest = Math.max(longest, start + seconds);
    ends.set(node.name, start + seconds);
  }
  return { ...counts, seconds: Math.max(work / jobs, longest) };
}

/**
 * Finds the earlier run that is closest to a node's next one: on the same backend where
 * there is one, then with the fewest other settings, then of the same seed, then the newest.
 */
export function precedentsIn(history: Historian) {
  let runs: EarlierRuns | undefined;
  /** a node but for its seed → the batch that is closest to it */
  const known = new Map<string, ReturnType<typeof closestTo>>();
  return (node: NodeSpec) => {
    const closest = known.getOrInsertComputed(
      `${withoutSeed(node.name)} on ${node.backend}`,
      () => closestTo(node, runs ??= earlierRuns(history)),
    );
    if (!closest) return;
    const { runs: batch, ...precedent } = closest;
    const { seconds } = batch.find(({ name }) => name === node.name) ??
      batch[0];
    return { ...precedent, seconds };
  };
}

/** Batches of earlier runs of one stage, program, backend and settings, by what they did, and by what their nodes are called. */
type EarlierRuns = ReturnType<typeof earlierRuns>;

function earlierRuns(history: Historian) {
  const runs = history.records().flatMap((record) => {
    const preimage = history.preimageOf(record);
    if (!preimage) return [];
    const { node: name, seconds } = record;
    const { kind: program, settings } = preimage;
    const [stage] = name.split("/");
    const work = canonicalJson([stage, program, settings]);
    const backend = nameOf(preimage.backend);
    return [{ name, seconds, program, settings, work, backend }];
  });
  const batches = [
    ...Map.groupBy(runs, ({ work, backend }) => canonicalJson([work, backend]))
      .values(),
  ];
  const byName = new Map<string, typeof batches>();
  for (const batch of batches) {
    for (const name of new Set(batch.map(({ name }) => usualName(name)))) {
      byName.getOrInsert(name, []).push(batch);
    }
  }
  return { byWork: Map.groupBy(batches, ([{ work }]) => work), byName };
}

/** So many batches of a name are compared with a node; a sweep may have thousands. */
const mostCompared = 100;

function closestTo(node: NodeSpec, { byWork, byName }: EarlierRuns) {
  const { name, stage, entry, settings } = node;
  const work = canonicalJson([stage, entry, settings]);
  const called = byName.get(usualName(name)) ?? [];
  // under another name, as where two nodes share a key, only the very same work counts
  const same = byWork.get(work) ?? [];
  const alike = called.slice(0, mostCompared)
    .filter(([{ program }]) => program === entry)
    .map((batch) =>
      batch.filter((run) => usualName(run.name) === usualName(name))
    );
  return [...same, ...alike].map((runs) => {
    const [{ backend, settings: before }] = runs;
    const isOther = Number(backend !== nameOf(node.backend));
    const differences = differencesIn("settings", before, settings).length;
    return { backend, isOther, differences, runs };
  }).sort((a, b) => a.isOther - b.isOther || a.differences - b.differences)[0];
}

/** A name without its seed and the point of a grid: `train/x/DI` of `train/x/DI/eta=0.1/seed-0`. */
function usualName(name: string): string {
  return withoutSeed(name).replace(/\/[^/]*=[^/]*$/, "");
}

/** `native` of `native OpenBLAS 0.3.21`: another version takes about as long. */
function nameOf(backend: string | null): string | null {
  return backend && backend.split(" ")[0];
}
