import type { NodeSpec } from "../graph/node_spec.ts";

/** One node, ready to run. */
export interface Execution {
  node: NodeSpec;
  /** a folder of its inputs, each verified and under its own name */
  inputs: string;
  /** an empty folder for its outputs */
  outputs: string;
  /** a folder for its progress, which may hold what an earlier run has left */
  checkpoint: string;
  onProgress(done: number, total: number, unit: string): void;
  /** stops the node */
  signal: AbortSignal;
}

/** How a node ended; well, what might still be said of it and what it notes of its result, or not. */
export type Ending =
  | { ok: true; hints?: string[]; notes?: string[] }
  | { ok: false; message: string };

/** Runs a node's program somewhere; it only launches, and decides nothing. */
export type Executor = (execution: Execution) => Promise<Ending>;
