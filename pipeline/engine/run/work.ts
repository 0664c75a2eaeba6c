import { removeIfEmpty, removeIfThere } from "../files/folders.ts";
import { describeSystemError, isSystemError } from "../text/errors.ts";
import type { Executor } from "../sandbox/executor.ts";
import type { Exchange } from "../remote/exchange.ts";
import type { NodeRecord } from "../store/records.ts";
import type { Holder } from "../store/processes.ts";
import { Store } from "../store/store.ts";
import type { NodeSpec } from "../graph/node_spec.ts";
import type { Key } from "../graph/keys.ts";

/** Everything that can happen while nodes are brought up to date. */
export type RunEvent =
  & { node: NodeSpec }
  & (
    | { type: "fresh" | "fetched"; record: NodeRecord }
    /** another run is at work on it */
    | { type: "waiting"; holder: Holder | null }
    | { type: "started"; reason: string }
    | { type: "progress"; done: number; total: number; unit: string }
    | { type: "ran"; record: NodeRecord; note: string | null }
    | { type: "hint" | "damaged"; what: string }
    | { type: "failed"; message: string }
    | { type: "skipped"; because: string }
  );

/** One node with all that it takes to run it. */
export interface Task {
  node: NodeSpec;
  key: Key;
  /** records of the nodes it needs, by name */
  upstream: Map<string, NodeRecord>;
}

/** One output as its record has it. */
export type Blob = NodeRecord["outputs"][string];

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
  circumstances(
    node: NodeSpec,
  ): Pick<NodeRecord, "finished" | "machine" | "versions" | "commit">;
  /** stops the node */
  signal: AbortSignal;
  /** makes a damaged output of a node whole again, or says that others have to; by default it stays damaged */
  rebuild?(node: string, blob: Blob, what: string): Promise<boolean>;
  /** gives the place to the next node */
  leave?(): void;
}

/** A node's new record, or why there is none; `awaits` if that is an input which others make. */
type Worked = { record: NodeRecord } | { message: string; awaits?: true };

/** The inputs of a node, and the outputs that they are. */
const inputsOf = ({ node, upstream }: Task) =>
  Object.entries(node.inputs).map(([input, source]) => {
    const blob: Blob = upstream.get(source.node)!.outputs[source.output];
    return { input, ...source, blob, digest: blob.digest };
  });

/**
 * Runs one node and publishes what it made: inputs lent by the store, checked
 * before and after, outputs taken only if its code and inputs are still those of its key.
 */
export async function work(
  task: Task,
  reason: string,
  effects: WorkEffects,
): Promise<Worked> {
  const { node, key } = task;
  const { store, execute, emit, signal } = effects;
  const checkpoint = store.checkpointOf(key.key);
  let folder: string | undefined;
  try {
    const before = store.records.read(key.key);
    folder = store.makeWorkFolder();
    const [inputs, outputs] = [`${folder}/inputs`, `${folder}/outputs`];
    for (const path of [inputs, outputs, checkpoint]) {
      Deno.mkdirSync(path, { recursive: true });
    }
    const awaited = await lendInputs(task, inputs, effects);
    if (awaited !== undefined) return { message: awaited, awaits: true };
    emit({ type: "started", node, reason });
    const started = performance.now();
    const ending = await execute({
      ...{ node, inputs, outputs, checkpoint, signal },
      onProgress: (done, total, unit) =>
        emit({ type: "progress", node, done, total, unit }),
    });
    const seconds = Math.round(performance.now() - started) / 1000;
    effects.leave?.();
    if (!ending.ok) return { message: ending.message };
    for (const what of ending.hints ?? []) emit({ type: "hint", node, what });
    const changed = effects.editedSince(node) ??
      await changedInput(task, store);
    if (changed !== undefined) {
      throw new RangeError(
        `Cannot publish it: ${changed} changed while it ran; give the same command again`,
      );
    }
    const { notes } = ending;
    const circumstances = {
      ...{ node: node.name, seconds, ...notes && { notes } },
      ...effects.circumstances(node),
    };
    const record = await store.publish(
      outputs,
      { ...key, outputs: node.outputs, circumstances },
    );
    effects.remote?.offer(node, record, key);
    emit({ type: "ran", node, record, note: disagreement(before, record) });
    return { record };
  } catch (error) {
    // the disk's matter or the node's, and not a defect of ours
    if (isSystemError(error)) return { message: describeSystemError(error) };
    if (error instanceof RangeError) return { message: error.message };
    throw error;
  } finally {
    // what cannot be removed now is swept away later
    if (folder) await removeIfThere(folder).catch(() => {});
    await removeIfEmpty(checkpoint);
  }
}

/**
 * Fills a folder with a node's inputs, each read through and under its own name; a damaged
 * one is made again first.
 *
 * @returns what is wrong with one that others have to make
 */
async function lendInputs(
  task: Task,
  folder: string,
  { store: { blobs }, emit, rebuild }: WorkEffects,
): Promise<string | undefined> {
  const { node } = task;
  for (const { input, node: from, output, blob, digest } of inputsOf(task)) {
    const state = await blobs.check(digest);
    if (state !== "whole") {
      const what = `${output} of ${from} is ${state}`;
      emit({ type: "damaged", node, what });
      await blobs.discard(digest);
      if (await rebuild?.(from, blob, what) === false) return what;
      if (await blobs.check(digest) !== "whole") {
        throw new RangeError(
          `Cannot run ${node.name}: ${what}, and making it again gave another result`,
        );
      }
    }
    await blobs.lend(digest, `${folder}/${input}`);
  }
}

/** An input that is no longer what the node was given, if there is one. */
async function changedInput(task: Task, { blobs }: Store) {
  for (const { input, digest } of inputsOf(task)) {
    if (await blobs.check(digest) !== "whole") return `its input ${input}`;
  }
}

/** What to say when the same key has now given other bytes: a finding, never silent. */
function disagreement(
  before: NodeRecord | undefined,
  { outputs }: NodeRecord,
): string | null {
  const changed = Object.keys(before?.outputs ?? {})
    .filter((name) => before!.outputs[name].digest !== outputs[name]?.digest);
  return changed.length > 0
    ? `${changed.join(", ")} differ from the last run of the same key`
    : null;
}

/** How recomputing touches the world; `store` is where the inputs are. */
export type RecomputeEffects = Omit<
  WorkEffects,
  "circumstances" | "remote"
>;

/**
 * Makes a node's outputs once more, from inputs whose bytes are checked, into a
 * store of its own that is gone afterwards. The store that has the inputs is not
 * changed, and nothing that it knows of the node is used.
 */
export async function recompute(
  task: Task,
  { store, ...effects }: RecomputeEffects,
): Promise<Worked> {
  // gc leaves the folder alone as long as somebody has this lease
  const answer = store.leases.take(task.key.key);
  using _lease = "lease" in answer ? answer.lease : null;
  const place = store.makeWorkFolder();
  try {
    const scratch = await Store.open(place);
    const inputs = new Map(
      inputsOf(task).map((input) => [input.digest, input]),
    );
    for (const [digest, { node, output }] of inputs) {
      const state = await store.blobs.check(digest);
      if (state !== "whole") {
        return { message: `its input ${output} of ${node} is ${state}` };
      }
      await store.blobs.lend(digest, scratch.blobs.path(digest));
    }
    const circumstances = () => ({ // nobody reads them
      ...{ finished: "", versions: {}, commit: null },
      machine: { os: "", arch: "", cores: 0 },
    });
    const world = { ...effects, store: scratch, circumstances };
    return await work(task, "sampled", world);
  } finally {
    await removeIfThere(place).catch(() => {});
  }
}
