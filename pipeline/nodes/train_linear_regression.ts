/**
 * Trains one model of a linear regression.
 *
 * Input `initial.npz`; outputs `trace.npz` (`<metric>.iteration` and
 * `<metric>.value`), `outcome.json` and `weights.npz` (W0, W1, B1 at the end).
 */
import { encodeArrays } from "../../lib/io/arrays.ts";
import { toArray } from "../../lib/experiments/matrices.ts";
import type { Model } from "../../lib/experiments/model.ts";
import type { LinearRegressionSettings } from "../../lib/experiments/linear_regression/settings.ts";
import { decodeStart } from "../../lib/experiments/linear_regression/start_archive.ts";
import { trainLinearRegression } from "../../lib/experiments/linear_regression/train.ts";
import { encodeOutcome, encodeSeries } from "../../lib/io/trace_archive.ts";
import { runNode } from "../engine/sandbox/node.ts";
import { noteOutcome } from "./note_outcome.ts";

if (import.meta.main) {
  await runNode<LinearRegressionSettings & { model: Model }>((node) => {
    const { model, ...settings } = node.settings;
    const { trace, weights: { W0, W1, B1 } } = trainLinearRegression({
      start: decodeStart(node.read("initial.npz")),
      model,
      settings,
      progress: (done, total) => node.progress(done, total, "examples"),
    });
    node.write("trace.npz", encodeSeries(trace.series));
    noteOutcome(node, trace.outcome, "example");
    node.write("outcome.json", encodeOutcome(model.name, trace));
    node.write(
      "weights.npz",
      encodeArrays({ W0: toArray(W0), W1: toArray(W1), B1: toArray(B1) }),
    );
  });
}
