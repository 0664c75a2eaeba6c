/**
 * Trains one model of a nonlinear regression.
 *
 * Input `initial.npz`; outputs `trace.npz` (`<metric>.iteration` and
 * `<metric>.value`), `outcome.json` and `weights.npz` (W0, b0, W1, b1, W2, b2,
 * B1, B2 and, with SDI, B at the end).
 */
import { encodeArrays } from "../../lib/io/arrays.ts";
import { arraysOf } from "../../lib/experiments/matrices.ts";
import type { Model } from "../../lib/experiments/model.ts";
import type { NonlinearRegressionSettings } from "../../lib/experiments/nonlinear_regression/settings.ts";
import { decodeStart } from "../../lib/experiments/nonlinear_regression/start_archive.ts";
import { trainNonlinearRegression } from "../../lib/experiments/nonlinear_regression/train.ts";
import { encodeOutcome, encodeSeries } from "../../lib/io/trace_archive.ts";
import { runNode } from "../engine/sandbox/node.ts";
import { noteOutcome } from "./note_outcome.ts";

if (import.meta.main) {
  await runNode<NonlinearRegressionSettings & { model: Model }>((node) => {
    const { model, ...settings } = node.settings;
    const { trace, weights } = trainNonlinearRegression({
      start: decodeStart(node.read("initial.npz")),
      model,
      settings,
      progress: (done, total) => node.progress(done, total, "examples"),
    });
    node.write("trace.npz", encodeSeries(trace.series));
    noteOutcome(node, trace.outcome, "example");
    node.write("outcome.json", encodeOutcome(model.name, trace));
    node.write("weights.npz", encodeArrays(arraysOf(weights)));
  });
}
