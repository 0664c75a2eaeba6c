/**
 * A plan: what there is to run, as data that other engines can follow. Whoever
 * follows it runs `deno task node NAME…` for each job, after the jobs that it needs.
 */
import type { Digest } from "../files/digest.ts";

/** One node that is not fresh. */
export interface PlannedNode {
  name: string;
  /** the nodes of the plan that it needs directly */
  needs: readonly string[];
  /** how long it may take, by earlier runs; null if none tells */
  seconds: number | null;
  /**
   * What tells its work from other work of the same name, such as that with other settings:
   * a digest of its code, settings and seed, and of the work that makes its inputs. It is the
   * same before and after these are made.
   */
  work: Digest;
}

/** Nodes that one process runs, one after another; none of them needs another. */
export interface Job {
  nodes: readonly string[];
  /** of all of them; null if nothing tells of any */
  seconds: number | null;
}

/** Jobs of one kind, which may all run at once. */
export interface Batch {
  /** stage and experiment, `train/linear-regression`, or the stage alone */
  kind: string;
  jobs: readonly Job[];
  /** the batches that have to end first, by their places in the plan */
  needs: readonly number[];
}

/** Nodes in an order in which each follows what it needs, and the jobs that run them, likewise. */
export interface Plan {
  nodes: readonly PlannedNode[];
  batches: readonly Batch[];
}
