/** Computing a share of nodes once more, to see whether they come out as locked and as recorded. */
import { type Digest, shortDigest } from "../files/digest.ts";
import { needsOf } from "../graph/graph.ts";
import { recompute, type RecomputeEffects } from "../run/work.ts";
import { Semaphore } from "../files/semaphore.ts";
import type { Lock } from "../lock/lock.ts";
import { sampleOf } from "../lock/sample.ts";
import type { NodeRecord } from "../store/records.ts";
import type { Workspace } from "./workspace.ts";

/** What came of one node: what is wrong with it, or nothing. */
export interface Sampled {
  node: string;
  seconds: number;
  faults: string[];
}

/** What is sampled, and what it should be. */
export interface Sample {
  share: number;
  seed: number;
  /** nodes at once */
  jobs: number;
  lock: Lock;
  /** what the store has, by node */
  records: ReadonlyMap<string, NodeRecord>;
}

/**
 * Computes a share of the nodes that have records once more, each from nothing
 * but its checked inputs, and says what came of it.
 */
export async function verifySample(
  { share, seed, jobs, lock, records }: Sample,
  { graph, keys }: Pick<Workspace, "graph" | "keys">,
  effects: RecomputeEffects,
): Promise<Sampled[]> {
  const places = new Semaphore(jobs);
  const again = async (name: string): Promise<Sampled[]> => {
    const leave = await places.enter();
    try {
      if (effects.signal.aborted) return [];
      const node = graph.get(name)!;
      const upstream = new Map(
        needsOf(node).map((name) => [name, records.get(name)!]),
      );
      const key = keys.keyFor(node, upstream);
      const ending = await recompute({ node, key, upstream }, effects);
      if ("message" in ending) {
        const faults = [`failed: ${ending.message}`];
        return [{ node: name, seconds: 0, faults }];
      }
      const faults = faultsOf(ending.record, {
        stored: records.get(name)!,
        locked: lock.nodes[name] ?? {},
      });
      return [{ node: name, seconds: ending.record.seconds, faults }];
    } finally {
      leave();
    }
  };
  const names = sampleOf([...records.keys()], { share, seed });
  return (await Promise.all(names.map(again))).flat();
}

/** One line a node, and then the count: `same        train/x: 1.2 s`. */
export function describeSampled(sampled: readonly Sampled[]): string[] {
  const different = sampled.filter(({ faults }) => faults.length > 0).length;
  return [
    ...sampled.flatMap(({ node, seconds, faults }) =>
      faults.length === 0
        ? [`same        ${node}: ${seconds.toFixed(1)} s`]
        : faults.map((fault) => `different   ${node} ${fault}`)
    ),
    `${
      sampled.length - different
    } of ${sampled.length} sampled nodes came out the same`,
  ];
}

/** Each output that is not what the store and the lock have: `out: made 1a2b…, stored 3c4d…, locked 1a2b…`. */
function faultsOf(
  made: NodeRecord,
  { stored, locked }: { stored: NodeRecord; locked: Record<string, Digest> },
): string[] {
  const text = (digest: Digest | undefined) =>
    digest ? shortDigest(digest) : "nothing";
  return Object.entries(made.outputs).flatMap(([output, { digest }]) => {
    const before = stored.outputs[output]?.digest;
    if (digest === before && digest === locked[output]) return [];
    const others = `stored ${text(before)}, locked ${text(locked[output])}`;
    return [`${output}: made ${text(digest)}, ${others}`];
  });
}
