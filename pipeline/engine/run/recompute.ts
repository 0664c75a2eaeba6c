import type { NodeRecord } from "../store/records.ts";
import { Store } from "../store/store.ts";
import { type Task, work, type WorkEffects } from "./work.ts";

/** How recomputing touches the world; `store` is where the inputs are. */
export interface RecomputeEffects
  extends Omit<WorkEffects, "remote" | "circumstances"> {
  /** stops the node */
  signal: AbortSignal;
}

/**
 * Makes a node's outputs once more, from inputs whose bytes are checked, into a
 * store of its own that is gone afterwards. The store that has the inputs is not
 * changed, and nothing that it knows of the node is used.
 */
export async function recompute(
  task: Task,
  { store, signal, ...effects }: RecomputeEffects,
): Promise<{ record: NodeRecord } | { message: string }> {
  // gc leaves the folder alone as long as somebody has this lease
  const answer = store.leases.take(task.key.key);
  const place = store.makeWorkFolder();
  try {
    const scratch = await Store.open(place);
    for (const { node, output } of Object.values(task.node.inputs)) {
      const { digest } = task.upstream.get(node)!.outputs[output];
      const state = await store.blobs.check(digest);
      if (state !== "whole") {
        return { message: `its input ${output} of ${node} is ${state}` };
      }
      await scratch.blobs.borrow(store.blobs, digest);
    }
    const context = {
      signal,
      rebuild: () => Promise.resolve(),
      leave: () => {},
    };
    return await work(task, "sampled", context, {
      ...effects,
      store: scratch,
      circumstances: nobodyAsks,
    });
  } finally {
    await Deno.remove(place, { recursive: true });
    if (answer.taken) answer.lease.release();
  }
}

/** Of a record that nobody keeps. */
const nobodyAsks = () => ({
  finished: "",
  machine: { os: "", arch: "", cores: 0 },
  versions: {},
  commit: null,
});
