/**
 * Trains one model of an experiment, as its `train.ts` says.
 *
 * Input `initial.npz`; outputs `trace.npz` (`<metric>.iteration` and `<metric>.value`), `outcome.json`,
 * `weights.npz` (weights, biases and feedback at the end) and what else the experiment keeps.
 */
import {
  decodeValues,
  encodeValues,
  type NamedValues,
} from "../../lib/experiments/archive.ts";
import type {
  Model,
  Trained,
  Training,
  Unit,
} from "../../lib/experiments/experiment.ts";
import { encodeArrays } from "../../lib/io/arrays.ts";
import { encodeOutcome, seriesArrays } from "../../lib/io/trace.ts";
import { type NodeContext, runNode } from "../engine/sandbox/node.ts";

interface Work<More> {
  train(
    training: Training<NamedValues, unknown> & More,
  ): Trained | Promise<Trained>;
  unit: Unit;
}

const plurals: Record<Unit, string> = { example: "examples", batch: "batches" };

/** The frame of training; `more` is what the experiment needs beside a start, a model and settings. */
export async function trainModel<More extends object>(
  node: NodeContext<{ model: Model }>,
  more: More,
): Promise<void> {
  const { train, unit } = await node.entry<Work<More>>();
  const { model, ...settings } = node.settings;
  const { trace, weights, archives = {} } = await train({
    model,
    settings,
    start: decodeValues(node.read("initial.npz")),
    progress: (done, total) => node.progress(done, total, plurals[unit]),
    ...more,
  });
  const { outcome, series } = trace;
  if (outcome.status !== "finished") {
    const how = outcome.status === "unstable" ? "became unstable" : "diverged";
    node.note(`${how} at ${unit} ${outcome.iteration}`);
  }
  node.write("trace.npz", encodeArrays(seriesArrays(series)));
  node.write("outcome.json", encodeOutcome(model.name, trace));
  const kept = { ...archives, "weights.npz": weights };
  for (const [name, values] of Object.entries(kept)) {
    node.write(name, encodeValues(values));
  }
}

if (import.meta.main) {
  await runNode<{ model: Model }>((node) => trainModel(node, {}));
}
