import type { Executor } from "../executors/executor.ts";
import type { Exchange } from "../store/exchange.ts";
import type { NodeRecord } from "../store/records.ts";
import type { Store } from "../store/store.ts";
import type { NodeResult, RunEvent } from "./events.ts";
import { type Graph, needsOf } from "./graph.ts";
import type { KeyMaker } from "./keys.ts";
import type { NodeSpec } from "./node_spec.ts";
import type { Key } from "./preimage.ts";
import { Semaphore } from "./semaphore.ts";
import type { Historian } from "./why.ts";

/** What is wanted of a run. */
export interface RunOptions {
  /** names of nodes to run again even if they are fresh */
  force: ReadonlySet<string>;
  /** nodes that may run at once */
  jobs: number;
  /** after a failure, go on with what does not need the failed node */
  keepGoing: boolean;
  /** stops what is running, and starts no more */
  signal: AbortSignal;
}

/** What a run works with. */
export interface RunEffects {
  store: Store;
  keys: KeyMaker;
  history: Historian;
  execute: Executor;
  /** asked for what the store lacks, and offered what has run; none unless given */
  remote?: Pick<Exchange, "fetchRecord" | "fetchBlob" | "offer">;
  emit(event: RunEvent): void;
  /** when and where a node ran, for its record */
  circumstances(node: NodeSpec): Pick<
    NodeRecord,
    "finished" | "machine" | "versions" | "commit"
  >;
}

/** Brings every node of a graph up to date, and says how each ended. */
export async function runGraph(
  graph: Graph,
  options: RunOptions,
  effects: RunEffects,
): Promise<Map<string, NodeResult>> {
  const run = new Run(graph, options, effects);
  const results = await Promise.all(
    [...graph.values()].map(async (node) =>
      [node.name, await run.bring(node)] as const
    ),
  );
  return new Map(results);
}

class Run {
  readonly #graph: Graph;
  readonly #options: RunOptions;
  readonly #effects: RunEffects;
  readonly #places: Semaphore;
  readonly #results = new Map<string, Promise<NodeResult>>();
  readonly #rebuilding = new Map<string, Promise<NodeResult>>();
  #failed = false;

  constructor(graph: Graph, options: RunOptions, effects: RunEffects) {
    this.#graph = graph;
    this.#options = options;
    this.#effects = effects;
    this.#places = new Semaphore(options.jobs);
  }

  /** Brings one node up to date, once. */
  bring(node: NodeSpec): Promise<NodeResult> {
    let result = this.#results.get(node.name);
    if (!result) this.#results.set(node.name, result = this.#bring(node));
    return result;
  }

  async #bring(node: NodeSpec): Promise<NodeResult> {
    const upstream = new Map<string, NodeRecord>();
    for (const name of needsOf(node)) {
      const result = await this.bring(this.#graph.get(name)!);
      if ("record" in result) upstream.set(name, result.record);
      else return this.#skip(node, `${name} ${result.status}`);
    }

    const key = this.#effects.keys.keyFor(node, upstream);
    const found = await this.#effects.store.lookUp(key.key);
    const forced = this.#options.force.has(node.name);
    if (found.found && !forced) {
      this.#effects.emit({ type: "fresh", node, record: found.record });
      return { status: "fresh", record: found.record };
    }
    const record = forced
      ? undefined
      : await this.#effects.remote?.fetchRecord(node, key);
    if (record) {
      this.#effects.emit({ type: "fetched", node, record });
      return { status: "fresh", record };
    }

    const reason = found.found
      ? "forced"
      : found.reason === "no record"
      ? await this.#effects.history.reasonFor(node.name, key)
      : found.reason;
    return await this.#run(node, key, { reason, upstream });
  }

  async #run(
    node: NodeSpec,
    key: Key,
    { reason, upstream, places = this.#places }: {
      reason: string;
      upstream: Map<string, NodeRecord>;
      places?: Semaphore;
    },
  ): Promise<NodeResult> {
    const { store, execute, emit } = this.#effects;
    // a place is held while the node runs; what follows is little work of our own
    const leave = await places.enter();
    let folder: string | null = null;
    try {
      const because = this.#whyNotNow();
      if (because) return this.#skip(node, because);
      const before = await store.records.read(key.key);
      folder = await store.makeWorkFolder();
      const checkpoint = await store.checkpoints.open(key.key);
      const inputs = await this.#verifiedInputs(node, upstream);
      emit({ type: "started", node, reason });
      const started = performance.now();
      const ending = await execute({
        node,
        inputs,
        outputs: folder,
        checkpoint,
        onProgress: (done, total, unit) =>
          emit({ type: "progress", node, done, total, unit }),
        signal: this.#options.signal,
      });
      leave();
      if (!ending.ok) {
        return this.#options.signal.aborted
          ? this.#skip(node, "the run was stopped")
          : this.#fail(node, ending.message);
      }
      const record = await store.publish(folder, {
        ...key,
        outputs: node.outputs,
        circumstances: {
          node: node.name,
          seconds: Math.round(performance.now() - started) / 1000,
          ...this.#effects.circumstances(node),
        },
      });
      this.#effects.remote?.offer(node, record, key);
      emit({ type: "ran", node, record, note: disagreement(before, record) });
      return { status: "ran", record };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return this.#fail(node, error.message);
    } finally {
      leave();
      if (folder) await Deno.remove(folder, { recursive: true });
      await store.checkpoints.discardEmpty(key.key);
    }
  }

  /** Paths of a node's inputs, each read through; a damaged one is made again first. */
  async #verifiedInputs(
    node: NodeSpec,
    upstream: Map<string, NodeRecord>,
  ): Promise<Record<string, string>> {
    const { blobs } = this.#effects.store;
    const paths: Record<string, string> = {};
    for (const [input, source] of Object.entries(node.inputs)) {
      const blob = upstream.get(source.node)!.outputs[source.output];
      const { digest } = blob;
      const state = await blobs.check(digest);
      if (state !== "whole") {
        const what = `${source.output} of ${source.node} is ${state}`;
        this.#effects.emit({ type: "damaged", node, what });
        await blobs.discard(digest);
        const maker = this.#graph.get(source.node)!;
        if (!await this.#effects.remote?.fetchBlob(maker, blob)) {
          await this.#rebuild(maker, what);
        }
        if (await blobs.check(digest) !== "whole") {
          throw new RangeError(
            `Cannot run ${node.name}: ${what}, and making it again gave another result`,
          );
        }
      }
      paths[input] = blobs.path(digest);
    }
    return paths;
  }

  /** Runs a node whose record was good but whose blob was not; beside the places, since its reader holds one. */
  #rebuild(node: NodeSpec, reason: string): Promise<NodeResult> {
    let result = this.#rebuilding.get(node.name);
    if (!result) {
      const work = async () => {
        const upstream = new Map<string, NodeRecord>();
        for (const name of needsOf(node)) {
          const needed = await this.bring(this.#graph.get(name)!);
          if ("record" in needed) upstream.set(name, needed.record);
        }
        const key = this.#effects.keys.keyFor(node, upstream);
        const places = new Semaphore(1);
        return await this.#run(node, key, { reason, upstream, places });
      };
      this.#rebuilding.set(node.name, result = work());
    }
    return result;
  }

  /** What keeps any further node from starting. */
  #whyNotNow(): string | null {
    if (this.#options.signal.aborted) return "the run was stopped";
    if (this.#failed && !this.#options.keepGoing) {
      return "an earlier node failed";
    }
    return null;
  }

  #fail(node: NodeSpec, message: string): NodeResult {
    this.#failed = true;
    this.#effects.emit({ type: "failed", node, message });
    return { status: "failed", message };
  }

  #skip(node: NodeSpec, because: string): NodeResult {
    this.#effects.emit({ type: "skipped", node, because });
    return { status: "skipped", message: because };
  }
}

/** What to say when the same key has now given other bytes: a finding, never silent. */
function disagreement(
  before: NodeRecord | undefined,
  after: NodeRecord,
): string | null {
  const changed = Object.keys(after.outputs).filter((name) =>
    before?.outputs[name] &&
    before.outputs[name].digest !== after.outputs[name].digest
  );
  return before && changed.length > 0
    ? `${changed.join(", ")} differ from the last run of the same key`
    : null;
}
