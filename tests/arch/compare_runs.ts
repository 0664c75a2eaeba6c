import { compareLocks, lockOf } from "../../pipeline/engine/lock/lock.ts";
import type { NodeRecord } from "../../pipeline/engine/store/records.ts";

/** How two runs of the same graph compare. */
export interface Comparison {
  compared: number;
  /** outputs that are not the same; those that others are made from come first */
  differing: { node: string; output: string }[];
}

/** Compares the digests of two runs, each in the order of its graph. */
export function compareRuns(
  one: Map<string, NodeRecord>,
  other: Map<string, NodeRecord>,
): Comparison {
  const rows = compareLocks(lockOf(one), lockOf(other));
  const order = [...one.keys()];
  return {
    compared: rows.length,
    differing: rows.filter(({ verdict }) => verdict !== "same")
      .sort((a, b) => order.indexOf(a.node) - order.indexOf(b.node))
      .map(({ node, output }) => ({ node, output })),
  };
}
