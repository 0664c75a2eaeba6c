/** Following work that was left to Slurm, to its end. */
import type { Key } from "../graph/keys.ts";
import type { NodeSpec } from "../graph/node_spec.ts";
import type { Elsewhere } from "../run/run_options.ts";
import type { RunEvent } from "../run/work.ts";
import type { NodeRecord } from "../store/records.ts";
import type { Store } from "../store/store.ts";
import { failureOf, lossesOf } from "./losses.ts";
import type { SlurmEffects, Task } from "./programs.ts";
import { askQueue, taskAtWork } from "./queue.ts";
import type { Sent } from "./sent.ts";

/** What a follower needs to know. */
export interface FollowOptions {
  store: Store;
  /** the jobs to which each node was sent */
  sent: ReadonlyMap<string, readonly Sent[]>;
  /** milliseconds in which the result of a job that has ended may yet appear */
  patience: number;
  report(event: RunEvent): void;
  /** tells people what is no event of a node */
  remark(message: string): void;
  signal: AbortSignal;
}

/** A node whose result is waited for. */
interface Awaited {
  node: NodeSpec;
  key: Key;
  sent: readonly Sent[];
  /** whether it has been told that it runs */
  runs: boolean;
  /** since when its job is known to be gone */
  goneSince: number | null;
  settle(outcome: Outcome): void;
  /** ends the run: for what nobody can mend by waiting */
  fail(error: unknown): void;
}

type Outcome = { record: NodeRecord } | { message: string } | undefined;

/** Milliseconds between two looks, at least and at most. */
const pauses = { least: 1000, most: 30_000 };

/** What Slurm says of jobs whose turn comes. */
const usualReasons = new Set([
  ...["", "None", "Priority", "Resources", "Dependency", "BeginTime"],
  "JobArrayTaskLimit",
]);

/**
 * Waits for the results of nodes that were left to Slurm. Results are looked for in the
 * store; the queue, asked once a round, says which jobs are at work, and it alone can say
 * that one is gone. While it does not answer, nothing is.
 */
export class Follower implements Elsewhere {
  readonly #waiting = new Set<Awaited>();
  readonly #closing = new AbortController();
  readonly #toldReasons = new Set<string>();
  #isFollowing = false;
  #isSilent = false;

  constructor(
    readonly options: FollowOptions,
    readonly effects: SlurmEffects,
  ) {}

  has(name: string): boolean {
    return this.options.sent.has(name);
  }

  follow(node: NodeSpec, key: Key): Promise<Outcome> {
    const sent = this.options.sent.get(node.name)!;
    return new Promise((resolve, reject) => {
      const awaited: Awaited = {
        ...{ node, key, sent, runs: false, goneSince: null },
        settle: (outcome) => {
          this.#waiting.delete(awaited);
          resolve(outcome);
        },
        fail: reject,
      };
      this.#waiting.add(awaited);
      if (this.#isFollowing) return;
      this.#isFollowing = true;
      this.#rounds().catch((error) => {
        for (const { fail } of this.#waiting) fail(error);
      });
    });
  }

  /** Waits for nothing any more. */
  close(): void {
    this.#closing.abort();
  }

  async #rounds(): Promise<void> {
    const { now, sleep } = this.effects;
    const signal = AbortSignal.any([
      ...[this.options.signal, this.#closing.signal],
    ]);
    const began = now();
    while (!signal.aborted && this.#waiting.size > 0) {
      const before = now();
      await this.#round();
      const [took, passed] = [now() - before, now() - began];
      // a run of hours need not be told to the second, and a slow queue not be asked so often
      const pause = Math.max(pauses.least, took, passed / 10);
      await sleep(Math.min(pause, pauses.most), signal);
    }
    this.#isFollowing = false;
    if (signal.aborted) {
      this.#waiting.forEach(({ settle }) => settle(undefined));
    }
  }

  async #round(): Promise<void> {
    const { store, sent, patience, report, signal } = this.options;
    const queue = await askQueue([...sent.values()].flat(), this.effects);
    if (signal.aborted) return; // what stopped the run may have stopped squeue, too
    const isUnknown = "unknown" in queue;
    this.#tellSilence(isUnknown ? queue.unknown : null);
    const gone = new Map<string, Awaited>();
    for (const awaited of [...this.#waiting]) {
      const { node, key, settle } = awaited;
      const task = isUnknown ? undefined : taskAtWork(awaited.sent, queue);
      if (task?.state === "PENDING") this.#tellWait(task);
      else if (task && !awaited.runs) {
        awaited.runs = true;
        report({ type: "started", node, reason: `job ${task.id}` });
      }
      if (!task) store.askAgain(key.key);
      const found = task?.state !== "PENDING" &&
        await store.lookUp(key.key, node.outputs);
      if (found && found.found) settle({ record: found.record });
      else if (task || isUnknown) awaited.goneSince = null;
      else {
        awaited.goneSince ??= this.effects.now();
        const late = this.effects.now() - awaited.goneSince >= patience;
        const failed = failureOf(node.name, awaited.sent.at(-1)!) !== undefined;
        if (late || failed) gone.set(node.name, awaited);
      }
    }
    if (isUnknown || gone.size === 0) return;
    const jobs = new Map([...gone].map(([name, { sent }]) => [name, sent]));
    const losses = await lossesOf(jobs, queue, this.effects);
    for (const [name, { settle }] of gone) {
      const { state, reason } = losses.get(name)!;
      settle({ message: state === "lost" ? `lost: ${reason}` : reason });
    }
  }

  /** Says once what a job waits for that may not come by itself. */
  #tellWait({ id, reason }: Task): void {
    if (usualReasons.has(reason) || this.#toldReasons.has(reason)) return;
    this.#toldReasons.add(reason);
    this.options.remark(`job ${id} waits: ${reason}`);
  }

  #tellSilence(why: string | null): void {
    const { remark } = this.options;
    if (why !== null && !this.#isSilent) {
      remark(
        `Slurm does not answer: ${why}; its jobs go on, and it is asked again`,
      );
    } else if (why === null && this.#isSilent) remark("Slurm answers again");
    this.#isSilent = why !== null;
  }
}
