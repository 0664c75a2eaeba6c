/**
 * Draws the start that all models of an experiment share, as its `initialise.ts` says.
 *
 * No inputs; output `initial.npz`, whose arrays the experiment's `Start` names.
 */
import {
  encodeValues,
  type NamedValues,
} from "../../lib/experiments/archive.ts";
import type { Unstable } from "../../lib/experiments/experiment.ts";
import { NodeError, runNode } from "../engine/sandbox/node.ts";

interface Work {
  initialise(seed: number, settings: unknown): NamedValues | Unstable;
}

if (import.meta.main) {
  await runNode(async (node) => {
    const { initialise } = await node.entry<Work>();
    const start = initialise(node.seed, node.settings);
    if (typeof start.unstable === "string") {
      throw new NodeError(
        `Cannot initialise from seed ${node.seed}: ${start.unstable}`,
      );
    }
    node.write("initial.npz", encodeValues(start as NamedValues));
  });
}
