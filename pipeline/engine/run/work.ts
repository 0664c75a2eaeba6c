import { describeSystemError, isSystemError } from "../text/errors.ts";
import type { Executor } from "../sandbox/executor.ts";
import type { Exchange } from "../remote/exchange.ts";
import type { NodeRecord } from "../store/records.ts";
import { Store } from "../store/store.ts";
import type { Digest } from "../files/digest.ts";
import type { RunEvent } from "./events.ts";
import type { NodeSpec } from "../graph/node_spec.ts";
import type { Key } from "../graph/keys.ts";

/** One node with all that it takes to run it. */
export interface Task {
  node: NodeSpec;
  key: Key;
  /** records of the nodes it needs, by name */
  upstream: Map<string, NodeRecord>;
}

/** One output as its record has it. */
export type Blob = NodeRecord["outputs"][string];

/** What working on a node needs of the run it is part of. */
export interface WorkContext {
  /** stops the node */
  signal: AbortSignal;
  /** makes a damaged output of a node whole again */
  rebuild(node: string, blob: Blob, what: string): Promise<void>;
  /** gives the place to the next node */
  leave(): void;
}

/** How working on a node touches the world. */
export interface WorkEffects {
  store: Store;
  execute: Executor;
  /** asked for what the store lacks, and offered what has run; none unless given */
  remote?: Pick<Exchange, "fetchRecord" | "fetchBlob" | "offer">;
  emit(event: RunEvent): void;
  /** a source file that the node can reach and that is not as its key says, if there is one */
  editedSince(node: NodeSpec): string | undefined;
  /** when and where a node ran, for its record */
  circumstances(node: NodeSpec): Pick<
    NodeRecord,
    "finished" | "machine" | "versions" | "commit"
  >;
}

/**
 * Runs one node and publishes what it made: inputs lent by the store, checked
 * before and after, outputs taken only if its code and inputs are still those of its key.
 */
export async function work(
  task: Task,
  reason: string,
  context: WorkContext,
  effects: WorkEffects,
): Promise<{ record: NodeRecord } | { message: string }> {
  const { node, key, upstream } = task;
  const { store, execute, emit } = effects;
  let folder: string | null = null;
  let lent = new Map<string, Digest>();
  try {
    const before = store.records.read(key.key);
    folder = store.makeWorkFolder();
    const [inputs, outputs] = [`${folder}/inputs`, `${folder}/outputs`];
    for (const path of [inputs, outputs]) Deno.mkdirSync(path);
    const checkpoint = await store.openCheckpoint(key.key);
    lent = await lendInputs(task, inputs, context, effects);
    emit({ type: "started", node, reason });
    const started = performance.now();
    const ending = await execute({
      node,
      inputs,
      outputs,
      checkpoint,
      onProgress: (done, total, unit) =>
        emit({ type: "progress", node, done, total, unit }),
      signal: context.signal,
    });
    const seconds = Math.round(performance.now() - started) / 1000;
    context.leave();
    if (!ending.ok) return { message: ending.message };
    for (const what of ending.hints ?? []) emit({ type: "hint", node, what });
    const changed = effects.editedSince(node) ??
      await changedInput(node, upstream, store);
    if (changed !== undefined) {
      const message =
        `Cannot publish it: ${changed} changed while it ran; give the same command again`;
      return { message };
    }
    const record = await store.publish(outputs, {
      ...key,
      outputs: node.outputs,
      circumstances: {
        node: node.name,
        seconds,
        ...ending.notes && { notes: ending.notes },
        ...effects.circumstances(node),
      },
    });
    effects.remote?.offer(node, record, key);
    emit({ type: "ran", node, record, note: disagreement(before, record) });
    return { record };
  } catch (error) {
    // the disk's matter or the node's, and not a defect of ours
    if (isSystemError(error)) return { message: describeSystemError(error) };
    if (error instanceof RangeError) return { message: error.message };
    throw error;
  } finally {
    for (const [path, digest] of lent) store.blobs.takeBack(digest, path);
    if (folder) await Deno.remove(folder, { recursive: true });
    await store.discardEmptyCheckpoint(key.key);
  }
}

/**
 * Fills a folder with a node's inputs, each read through and under its own name; a
 * damaged one is made again first.
 *
 * @returns what is lent, by path
 */
async function lendInputs(
  { node, upstream }: Task,
  folder: string,
  { rebuild }: WorkContext,
  { store: { blobs }, emit }: WorkEffects,
): Promise<Map<string, Digest>> {
  const lent = new Map<string, Digest>();
  for (const [input, source] of Object.entries(node.inputs)) {
    const blob = upstream.get(source.node)!.outputs[source.output];
    const { digest } = blob;
    const state = await blobs.check(digest);
    if (state !== "whole") {
      const what = `${source.output} of ${source.node} is ${state}`;
      emit({ type: "damaged", node, what });
      await blobs.discard(digest);
      await rebuild(source.node, blob, what);
      if (await blobs.check(digest) !== "whole") {
        throw new RangeError(
          `Cannot run ${node.name}: ${what}, and making it again gave another result`,
        );
      }
    }
    const path = `${folder}/${input}`;
    await blobs.lend(digest, path);
    lent.set(path, digest);
  }
  return lent;
}

/** An input that is no longer what the node was given, if there is one. */
async function changedInput(
  { inputs }: NodeSpec,
  upstream: Map<string, NodeRecord>,
  { blobs }: Store,
): Promise<string | undefined> {
  for (const [input, { node, output }] of Object.entries(inputs)) {
    const { digest } = upstream.get(node)!.outputs[output];
    if (await blobs.check(digest) !== "whole") return `its input ${input}`;
  }
}

/** What to say when the same key has now given other bytes: a finding, never silent. */
function disagreement(
  before: NodeRecord | undefined,
  after: NodeRecord,
): string | null {
  const changed = Object.entries(before?.outputs ?? {})
    .filter(([name, { digest }]) => digest !== after.outputs[name]?.digest)
    .map(([name]) => name);
  return changed.length > 0
    ? `${changed.join(", ")} differ from the last run of the same key`
    : null;
}

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
