import type { NodeRecord } from "../store/records.ts";
import type { Lookup } from "../store/store.ts";
import { summariseDifferences } from "../graph/differences.ts";
import { type Graph, needsOf } from "../graph/graph.ts";
import type { NodeSpec } from "../graph/node_spec.ts";
import { Semaphore } from "../files/semaphore.ts";
import { patiently } from "./clock.ts";
import type { RunEffects, RunOptions } from "./run_options.ts";
import { type Blob, type Task, work } from "./work.ts";

/** How one node ended, for those who come after it. */
export type NodeResult =
  | { status: "fresh" | "ran"; record: NodeRecord }
  | { status: "failed"; message: string }
  | Unrun;

/** Why a node was not run, or not to its end, where nothing else is the matter. */
export const stopped = "the run was stopped";

/** Why a node is not run; it is missing where something has no result yet that may not run here. */
type Unrun = { status: "skipped" | "missing"; message: string };

/** Brings every node of a graph up to date, and says how each ended. */
export async function runGraph(
  graph: Graph,
  options: RunOptions,
  effects: RunEffects,
): Promise<Map<string, NodeResult>> {
  const run = new Run(graph, options, effects);
  const priority = (node: NodeSpec) => node.priority ?? 0;
  const nodes = [...graph.values()];
  // the first to be looked at are the first to wait for a place
  for (const node of nodes.toSorted((a, b) => priority(b) - priority(a))) {
    run.build(node);
  }
  const results = await Promise.all(nodes.map((node) => run.build(node)));
  return new Map(nodes.map(({ name }, i) => [name, results[i]]));
}

/** How often to look whether another run has finished a node. */
const pollMs = 100;

class Run {
  readonly #places: Semaphore;
  readonly #results = new Map<string, Promise<NodeResult>>();
  readonly #rebuilding = new Map<string, Promise<NodeResult>>();
  /** results by key: two nodes of this run may have the same */
  readonly #byKey = new Map<string, Promise<NodeResult>>();
  #failed = false;
  /** nodes whose results were not there when they were asked for, and that nobody was told of */
  readonly #awaited = new Set<string>();

  constructor(
    readonly graph: Graph,
    readonly options: RunOptions,
    readonly effects: RunEffects,
  ) {
    this.#places = new Semaphore(options.jobs);
  }

  /** Brings one node up to date, once. */
  build(node: NodeSpec): Promise<NodeResult> {
    return this.#results.getOrInsertComputed(node.name, async () => {
      const task = await this.#taskOf(node);
      if ("status" in task) return this.#giveUp(node, task);
      if (!this.#mayRun(node)) return await this.#await(task);
      const twin = this.#byKey.get(task.key.key);
      const forced = !twin && this.options.force.has(node.name);
      const result = Promise.resolve(twin)
        .then(() => this.#build(task, forced));
      this.#byKey.set(task.key.key, result);
      return await result;
    });
  }

  async #build(task: Task, forced: boolean): Promise<NodeResult> {
    const { node, key } = task;
    const { history, remote, elsewhere } = this.effects;
    const found = await this.#lookUp(task);
    if (found.found && !forced) {
      // where others fetch it from, it may not have come when it was made
      if (this.options.runs) remote?.offer(node, found.record, key);
      return this.#fresh(node, found.record);
    }
    const fetched = !forced && await this.#fetch(task);
    if (fetched) return fetched;
    if (elsewhere?.has(node.name)) {
      const made = await elsewhere.follow(node, key);
      if (!made) return this.#skip(node, stopped);
      if ("record" in made) return this.#fresh(node, made.record);
      return this.#fail(node, made.message);
    }
    const reason = found.found
      ? "forced"
      : found.reason === "no record"
      ? summariseDifferences(history.differencesFor(node.name, key))
      : found.reason;
    return await this.#take(task, reason, forced, this.#places);
  }

  /** The result of a node that others run. */
  async #await(task: Task): Promise<NodeResult> {
    const { node } = task;
    let state = "has no result";
    const find = async () => {
      this.effects.store.askAgain(task.key.key);
      const found = await this.#lookUp(task);
      if (found.found) return this.#fresh(node, found.record);
      if (found.reason !== "no record") state = `is not whole: ${found.reason}`;
      return await this.#fetch(task);
    };
    return await this.#patiently(node, find) ??
      { status: "missing", message: `${node.name} ${state}` };
  }

  /** A node as the remote has it. */
  async #fetch({ node, key }: Task): Promise<NodeResult | undefined> {
    const record = await this.effects.remote?.fetchRecord(node, key);
    if (!record) return;
    this.effects.emit({ type: "fetched", node, record });
    return { status: "fresh", record };
  }

  /**
   * A node and its key, once what it needs is there: all of it, or, if that
   * will do for the node and for the run, what could be had.
   */
  async #taskOf(node: NodeSpec): Promise<Task | Unrun> {
    const upstream = new Map<string, NodeRecord>();
    let unrun: Unrun | undefined;
    for (const name of needsOf(node)) {
      const result = await this.build(this.graph.get(name)!);
      if ("record" in result) upstream.set(name, result.record);
      else if (result.status === "missing") unrun ??= result;
      else unrun ??= { status: "skipped", message: `${name} ${result.status}` };
    }
    if (unrun) {
      const { keepGoing, strict } = this.options;
      // who runs it elsewhere does not know what could be had
      const isHere = !this.effects.elsewhere?.has(node.name);
      const enough = isHere && node.partial && keepGoing && !strict &&
        upstream.size > 0;
      if (!enough) return unrun;
      const inputs = Object.entries(node.inputs)
        .filter(([, source]) => upstream.has(source.node));
      node = { ...node, inputs: Object.fromEntries(inputs) };
    }
    return { node, upstream, key: this.effects.keys.keyFor(node, upstream) };
  }

  #lookUp({ node: { outputs, shown = {} }, key }: Task): Promise<Lookup> {
    const read = this.options.readThrough ? outputs : Object.keys(shown);
    return this.effects.store.lookUp(key.key, outputs, read);
  }

  /** Works on a node once there is a place for it and no other run does, or takes what another run has made of it. */
  async #take(
    task: Task,
    reason: string,
    forced: boolean,
    places: Semaphore,
  ): Promise<NodeResult> {
    const { node, key } = task;
    for (let reported = false;; reported = true) {
      const leave = await places.enter(node.priority);
      try {
        const because = this.#whyNotNow();
        if (because) return this.#skip(node, because);
        const answer = this.effects.store.leases.take(key.key);
        if ("lease" in answer) {
          using _lease = answer.lease;
          if (reported) this.effects.store.askAgain(key.key);
          const found = await this.#lookUp(task);
          if (found.found && !forced) return this.#fresh(node, found.record);
          return await this.#work(task, reason, leave);
        }
        const { holder } = answer;
        if (!reported) this.effects.emit({ type: "waiting", node, holder });
      } finally {
        leave();
      }
      await new Promise((resume) => setTimeout(resume, pollMs));
    }
  }

  async #work(
    task: Task,
    reason: string,
    leave: () => void,
  ): Promise<NodeResult> {
    const { node } = task;
    const { signal } = this.options;
    const rebuild = this.#mend.bind(this);
    const world = { ...this.effects, signal, rebuild, leave };
    const ending = await work(task, reason, world);
    if ("record" in ending) return { status: "ran", ...ending };
    if (signal.aborted) return this.#skip(node, stopped);
    const { message } = ending;
    if (ending.awaits) {
      return this.#giveUp(node, { status: "missing", message });
    }
    return this.#fail(node, message);
  }

  #fail(node: NodeSpec, message: string): NodeResult {
    this.#failed = true;
    this.effects.emit({ type: "failed", node, message });
    return { status: "failed", message };
  }

  /**
   * Makes a damaged output of a node whole again: from the remote, or by running the
   * node, whose record was good, beside the places, since the output's reader holds one.
   *
   * @returns whether that was tried; others have to see to it if not
   */
  async #mend(name: string, blob: Blob, reason: string): Promise<boolean> {
    const node = this.graph.get(name)!;
    const { store, remote } = this.effects;
    const isFetched = async () => await remote?.fetchBlob(node, blob) ?? false;
    if (!this.#mayRun(node)) {
      return await this.#patiently(
        node,
        async () =>
          await store.blobs.check(blob.digest) === "whole" || await isFetched(),
      );
    }
    if (await isFetched()) return true;
    await this.#rebuilding.getOrInsertComputed(name, async () => {
      const task = await this.#taskOf(node);
      if ("status" in task) return this.#giveUp(node, task);
      return await this.#take(task, reason, false, new Semaphore(1));
    });
    return true;
  }

  /** Tries until something comes of it, for as long as the run is patient; says once that it waits, and for all that it waits for. */
  #patiently<T>(
    { name }: NodeSpec,
    attempt: () => Promise<T>,
  ): Promise<T> {
    const awaited = this.#awaited;
    let isFirst = true;
    return patiently(
      async () => {
        const result = await attempt();
        if (result) awaited.delete(name);
        else if (isFirst) awaited.add(name);
        else if (awaited.has(name)) {
          this.effects.onAwaited?.([...awaited]);
          awaited.clear();
        }
        isFirst = false;
        return result;
      },
      this.options,
      this.effects.clock,
    );
  }

  #mayRun({ name }: NodeSpec): boolean {
    return this.options.runs?.has(name) ?? true;
  }

  /** What keeps any further node from starting. */
  #whyNotNow(): string | undefined {
    const { signal, keepGoing } = this.options;
    if (signal.aborted) return stopped;
    if (this.#failed && !keepGoing) return "an earlier node failed";
  }

  #fresh(node: NodeSpec, record: NodeRecord): NodeResult {
    const { emit, elsewhere } = this.effects;
    if (elsewhere?.has(node.name)) {
      emit({ type: "ran", node, record, note: null });
      return { status: "ran", record };
    }
    emit({ type: "fresh", node, record });
    return { status: "fresh", record };
  }

  #skip(node: NodeSpec, message: string): NodeResult {
    return this.#giveUp(node, { status: "skipped", message });
  }

  /** Leaves a node unrun; nobody is told so of what others run, or go on with. */
  #giveUp(node: NodeSpec, unrun: Unrun): Unrun {
    const { message: because } = unrun;
    const goesOn = this.options.signal.aborted &&
      this.effects.elsewhere?.has(node.name);
    if (this.#mayRun(node) && !goesOn) {
      this.effects.emit({ type: "skipped", node, because });
    }
    return unrun;
  }
}
