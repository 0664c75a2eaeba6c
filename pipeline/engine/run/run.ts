import type { NodeRecord } from "../store/records.ts";
import type { Lookup } from "../store/store.ts";
import type { NodeResult } from "./events.ts";
import { type Graph, needsOf, withoutNeeds } from "../graph/graph.ts";
import type { NodeSpec } from "../graph/node_spec.ts";
import { Semaphore } from "../files/semaphore.ts";
import { type Blob, type Task, work, type WorkEffects } from "./work.ts";
import type { KeyMaker } from "../graph/keys.ts";
import type { Historian } from "./why.ts";

/** What is wanted of a run. */
export interface RunOptions {
  /** names of nodes to run again even if they are fresh */
  force: ReadonlySet<string>;
  /** nodes that may run at once */
  jobs: number;
  /** after a failure, go on with what does not need the failed node */
  keepGoing: boolean;
  /** give up a node whose inputs are not complete, even one that could do with fewer */
  strict: boolean;
  /** stops what is running, and starts no more */
  signal: AbortSignal;
}

/** What a run works with. */
export interface RunEffects extends WorkEffects {
  keys: KeyMaker;
  history: Historian;
  /** the outputs of a node that are handed on to people, and so read through even if fresh */
  handedOn(node: NodeSpec): string[];
}

/** Brings every node of a graph up to date, and says how each ended. */
export async function runGraph(
  graph: Graph,
  options: RunOptions,
  effects: RunEffects,
): Promise<Map<string, NodeResult>> {
  const run = new Run(graph, options, effects);
  // looked at first, asks for a place first
  for (const node of byPriority(graph)) run.bring(node);
  const results = await Promise.all(
    [...graph.values()].map(async (node) =>
      [node.name, await run.bring(node)] as const
    ),
  );
  return new Map(results);
}

function byPriority(graph: Graph): NodeSpec[] {
  const priority = (node: NodeSpec) => node.priority ?? 0;
  return [...graph.values()].sort((a, b) => priority(b) - priority(a));
}

/** How often to look whether another run has finished a node, in milliseconds. */
const glance = 100;

class Run {
  readonly #graph: Graph;
  readonly #options: RunOptions;
  readonly #effects: RunEffects;
  readonly #places: Semaphore;
  readonly #results = new Map<string, Promise<NodeResult>>();
  readonly #rebuilding = new Map<string, Promise<NodeResult>>();
  /** nodes of this run that wait or are at work, by key: two may have the same */
  readonly #taken = new Map<string, Promise<NodeResult>>();
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
    const task = await this.#taskOf(node);
    if ("because" in task) return this.#skip(node, task.because);
    const forced = this.#options.force.has(node.name);
    const found = await this.#lookUp(task);
    if (found.found && !forced) return this.#fresh(node, found.record);
    const record = forced
      ? undefined
      : await this.#effects.remote?.fetchRecord(task.node, task.key);
    if (record) {
      this.#effects.emit({ type: "fetched", node, record });
      return { status: "fresh", record };
    }
    const reason = this.#reasonFor(task, found);
    const { key } = task.key;
    const twin = this.#taken.get(key);
    if (twin) {
      await twin;
      const found = await this.#lookUp(task);
      if (found.found) return this.#fresh(node, found.record);
    }
    const result = this.#take(task, { reason, forced, places: this.#places });
    if (!twin) this.#taken.set(key, result);
    return await result;
  }

  /**
   * A node and its key, once what it needs is there: all of it, or, if that
   * will do for the node and for the run, what could be had.
   */
  async #taskOf(node: NodeSpec): Promise<Task | { because: string }> {
    const upstream = new Map<string, NodeRecord>();
    const lost: string[] = [];
    let because = "";
    for (const name of needsOf(node)) {
      const result = await this.bring(this.#graph.get(name)!);
      if ("record" in result) upstream.set(name, result.record);
      else {
        lost.push(name);
        because ||= `${name} ${result.status}`;
      }
    }
    const { keepGoing, strict } = this.#options;
    if (lost.length > 0) {
      const enough = node.partial && keepGoing && !strict && upstream.size > 0;
      if (!enough) return { because };
      node = withoutNeeds(node, lost);
    }
    return { node, upstream, key: this.#effects.keys.keyFor(node, upstream) };
  }

  #lookUp({ node, key }: Task): Promise<Lookup> {
    const { store, handedOn } = this.#effects;
    return store.lookUp(key.key, node.outputs, handedOn(node));
  }

  #reasonFor({ node, key }: Task, found: Lookup): string {
    if (found.found) return "forced";
    return found.reason === "no record"
      ? this.#effects.history.reasonFor(node.name, key)
      : found.reason;
  }

  /** Works on a node as soon as there is a place for it and nobody else does; or takes what another run made of it. */
  async #take(
    task: Task,
    { reason, forced, places }: {
      reason: string;
      forced: boolean;
      places: Semaphore;
    },
  ): Promise<NodeResult> {
    const { node, key } = task;
    for (let told = false;; told = true) {
      const leave = await places.enter(node.priority);
      try {
        const because = this.#whyNotNow();
        if (because) return this.#skip(node, because);
        const answer = this.#effects.store.leases.take(key.key);
        if (answer.taken) {
          try {
            const found = await this.#lookUp(task);
            if (found.found && !forced) return this.#fresh(node, found.record);
            return await this.#work(task, reason, leave);
          } finally {
            answer.lease.release();
          }
        }
        const { holder } = answer;
        if (!told) this.#effects.emit({ type: "waiting", node, holder });
      } finally {
        leave();
      }
      await new Promise((resume) => setTimeout(resume, glance));
    }
  }

  async #work(
    task: Task,
    reason: string,
    leave: () => void,
  ): Promise<NodeResult> {
    const { signal } = this.#options;
    const ending = await work(task, reason, {
      signal,
      rebuild: (name, blob, what) => this.#mend(name, blob, what),
      leave,
    }, this.#effects);
    if ("record" in ending) return { status: "ran", record: ending.record };
    if (signal.aborted) return this.#skip(task.node, "the run was stopped");
    this.#failed = true;
    const { message } = ending;
    this.#effects.emit({ type: "failed", node: task.node, message });
    return { status: "failed", message };
  }

  /** Makes a damaged output of a node whole again: from the remote, or by running the node. */
  async #mend(name: string, blob: Blob, what: string): Promise<void> {
    const node = this.#graph.get(name)!;
    if (await this.#effects.remote?.fetchBlob(node, blob)) return;
    await this.#rebuild(node, what);
  }

  /** Runs a node whose record was good but whose blob was not; beside the places, since its reader holds one. */
  #rebuild(node: NodeSpec, reason: string): Promise<NodeResult> {
    let result = this.#rebuilding.get(node.name);
    if (!result) {
      const again = async () => {
        const task = await this.#taskOf(node);
        if ("because" in task) return this.#skip(node, task.because);
        const places = new Semaphore(1);
        return await this.#take(task, { reason, forced: false, places });
      };
      this.#rebuilding.set(node.name, result = again());
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

  #fresh(node: NodeSpec, record: NodeRecord): NodeResult {
    this.#effects.emit({ type: "fresh", node, record });
    return { status: "fresh", record };
  }

  #skip(node: NodeSpec, because: string): NodeResult {
    this.#effects.emit({ type: "skipped", node, because });
    return { status: "skipped", message: because };
  }
}
