/** How long a graph will take to run, by earlier runs. */
import { canonicalJson } from "../text/canonical_json.ts";
import { differencesIn } from "../graph/differences.ts";
import { type Graph, needsOf } from "../graph/graph.ts";
import type { NodeSpec } from "../graph/node_spec.ts";
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
  let batches: Batch[] | undefined;
  /** a node but for its seed → the batch that is closest to it */
  const known = new Map<string, ReturnType<typeof closestTo>>();
  return (node: NodeSpec) => {
    const closest = known.getOrInsertComputed(
      `${withoutSeed(node.name)} on ${node.backend}`,
      () => closestTo(node, batches ??= batchesIn(history)),
    );
    if (!closest) return;
    const { runs, ...precedent } = closest;
    const { seconds } = runs.find(({ name }) => name === node.name) ?? runs[0];
    return { ...precedent, seconds };
  };
}

/** Earlier runs of one stage, program, backend and settings, the newest first. */
type Batch = ReturnType<typeof batchesIn>[number];

function batchesIn(history: Historian) {
  const runs = history.records().flatMap((record) => {
    const preimage = history.preimageOf(record);
    if (!preimage) return [];
    const { node: name, seconds } = record;
    const { kind: program, settings } = preimage;
    const [stage] = name.split("/");
    const backend = nameOf(preimage.backend);
    return [{ name, seconds, stage, program, settings, backend }];
  });
  return [
    ...Map.groupBy(
      runs,
      ({ stage, program, settings, backend }) =>
        canonicalJson([stage, program, settings, backend]),
    )
      .values(),
  ];
}

function closestTo(node: NodeSpec, batches: readonly Batch[]) {
  return batches.flatMap((batch) => {
    const [{ stage, program, settings, backend }] = batch;
    if (stage !== node.stage || program !== node.entry) return [];
    const differences =
      differencesIn("settings", settings, node.settings).length;
    // under another name, as where two nodes share a key, only the very same work counts
    const runs = batch.filter(({ name }) =>
      differences === 0 || withoutSeed(name) === withoutSeed(node.name)
    );
    const isOther = Number(backend !== nameOf(node.backend));
    return runs.length === 0 ? [] : [{ backend, isOther, differences, runs }];
  }).sort((a, b) => a.isOther - b.isOther || a.differences - b.differences)[0];
}

function withoutSeed(name: string): string {
  return name.replace(/\/seed-\d+$/, "");
}

/** `native` of `native OpenBLAS 0.3.21`: another version takes about as long. */
function nameOf(backend: string | null): string | null {
  return backend && backend.split(" ")[0];
}
