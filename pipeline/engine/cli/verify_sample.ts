/** Computing a share of nodes once more, to see whether they come out as locked and as recorded. */
import { digestOf, shortDigest } from "../files/digest.ts";
import { Semaphore } from "../files/semaphore.ts";
import { needsOf } from "../graph/graph.ts";
import type { Lock } from "../lock/lock.ts";
import { recompute, type RecomputeEffects } from "../run/work.ts";
import type { NodeRecord } from "../store/records.ts";
import type { Workspace } from "./workspace.ts";

/** How one node came out: what is wrong with it, or nothing. */
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
 * but its checked inputs, and says how each came out.
 */
export async function verifySample(
  { jobs, lock, records, ...drawn }: Sample,
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
      const { seconds, outputs } = ending.record;
      const stored = records.get(name)!.outputs;
      const faults = Object.entries(outputs).flatMap(([output, { digest }]) => {
        const locked = lock.nodes[name]?.[output];
        const digests = {
          made: digest,
          stored: stored[output]?.digest,
          locked,
        };
        if (new Set(Object.values(digests)).size === 1) return [];
        const parts = Object.entries(digests).map(([where, digest]) =>
          `${where} ${digest ? shortDigest(digest) : "nothing"}`
        );
        return [`${output}: ${parts.join(", ")}`];
      });
      return [{ node: name, seconds, faults }];
    } finally {
      leave();
    }
  };
  const names = sampleOf([...records.keys()], drawn);
  return (await Promise.all(names.map(again))).flat();
}

/** `share` of some names, rounded up, in their own order: the same for the same names and seed. */
export function sampleOf(
  names: readonly string[],
  { share, seed }: { share: number; seed: number },
): string[] {
  // 10 % of 30 are 3, whatever binary fractions make of it
  const count = Math.ceil(names.length * share - 1e-9);
  const lots = names.map((name) => digestOf(`${seed} ${name}`));
  const last = lots.toSorted()[count - 1];
  return names.filter((_, i) => lots[i] <= last);
}

/** One line a node, and then the count: `same        train/x: 1.2 s`. */
export function describeSampled(sampled: readonly Sampled[]): string[] {
  const same = sampled.filter(({ faults }) => faults.length === 0);
  return [
    ...sampled.flatMap(({ node, seconds, faults }) =>
      faults.length === 0
        ? [`same        ${node}: ${seconds.toFixed(1)} s`]
        : faults.map((fault) => `different   ${node} ${fault}`)
    ),
    `${same.length} of ${sampled.length} sampled nodes came out the same`,
  ];
}
