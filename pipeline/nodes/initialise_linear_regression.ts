/**
 * Draws the start that all models of a linear regression share.
 *
 * No inputs; output `initial.npz` with arrays T, x, W0, W1, B1 (made stable),
 * B1_large and order.
 */
import {
  initialiseLinearRegression,
} from "../../lib/experiments/linear_regression/initialise.ts";
import type { InitialiseSettings } from "../../lib/experiments/linear_regression/settings.ts";
import { encodeStart } from "../../lib/experiments/linear_regression/start_archive.ts";
import { NodeError, runNode } from "../engine/sandbox/node.ts";

if (import.meta.main) {
  await runNode<InitialiseSettings>((node) => {
    const initialisation = initialiseLinearRegression(node.seed, node.settings);
    if (initialisation.status !== "initialised") {
      throw new NodeError(
        `Cannot initialise from seed ${node.seed}: ${initialisation.reason}`,
      );
    }
    node.write("initial.npz", encodeStart(initialisation.start));
  });
}
