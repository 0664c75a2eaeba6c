/**
 * Draws the start that all models of a nonlinear regression share.
 *
 * No inputs; output `initial.npz` with the examples x and y, the student's W0,
 * b0, W1, b1, W2 and b2, the feedback B1 and B2 (made stable), B1_large and
 * B2_large, and order.
 */
import { initialiseNonlinearRegression } from "../../lib/experiments/nonlinear_regression/initialise.ts";
import type { InitialiseSettings } from "../../lib/experiments/nonlinear_regression/settings.ts";
import { encodeStart } from "../../lib/experiments/nonlinear_regression/start_archive.ts";
import { NodeError, runNode } from "../engine/sandbox/node.ts";

if (import.meta.main) {
  await runNode<InitialiseSettings>((node) => {
    const initialisation = initialiseNonlinearRegression(
      node.seed,
      node.settings,
    );
    if (initialisation.status !== "initialised") {
      throw new NodeError(
        `Cannot initialise from seed ${node.seed}: ${initialisation.reason}`,
      );
    }
    node.write("initial.npz", encodeStart(initialisation.start));
  });
}
