import type { Key, KeyMaker } from "../graph/keys.ts";
import type { NodeSpec } from "../graph/node_spec.ts";
import type { NodeRecord } from "../store/records.ts";
import type { Clock } from "./clock.ts";
import type { Historian } from "./history.ts";
import type { WorkEffects } from "./work.ts";

/** What is wanted of a run. */
export interface RunOptions {
  /** names of the only nodes that may run here, where others see to the rest; defaults to all */
  runs?: ReadonlySet<string>;
  /** milliseconds that the results of the rest are waited for; defaults to none */
  patience?: number;
  /** names of nodes to run again even if they are fresh */
  force: ReadonlySet<string>;
  /** nodes that may run at once */
  jobs: number;
  /** after a failure, go on with what does not need the failed node */
  keepGoing: boolean;
  /** give up a node whose inputs are not complete, even one that could do with fewer */
  strict: boolean;
  /** read every output of a fresh node through, not only those that people come for */
  readThrough: boolean;
  /** stops what is running, and starts no more */
  signal: AbortSignal;
}

/** What a run works with. */
export interface RunEffects
  extends Omit<WorkEffects, "signal" | "rebuild" | "leave"> {
  keys: KeyMaker;
  history: Historian;
  /** defaults to the system's */
  clock?: Clock;
  /** hears of nodes whose results, which others make, are waited for by now */
  onAwaited?(names: readonly string[]): void;
  /** runs some of the nodes; none unless given */
  elsewhere?: Elsewhere;
}

/** Another engine, to which nodes were left. */
export interface Elsewhere {
  has(name: string): boolean;
  /** Waits for what becomes of such a node: its record, or why there is none; nothing if the run is stopped. */
  follow(
    node: NodeSpec,
    key: Key,
  ): Promise<{ record: NodeRecord } | { message: string } | undefined>;
}
