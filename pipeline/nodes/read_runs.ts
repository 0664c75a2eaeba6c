import { decodeArrays } from "../../lib/io/arrays.ts";
import { decodeSeries, type Trace } from "../../lib/io/trace.ts";
import type { Run } from "../../lib/statistics/run.ts";
import { type NodeContext, NodeError } from "../engine/sandbox/node.ts";

/** Which run of a model; its files are inputs below `<model>/seed-<seed>/`. */
export type RunName = Pick<Run, "model" | "seed">;

/** The runs of models from seeds: models in their order, then seeds. */
export function runNames(
  models: readonly string[],
  seeds: readonly number[],
): RunName[] {
  return models.flatMap((model) => seeds.map((seed) => ({ model, seed })));
}

/**
 * Reads those of the runs that could be had from the inputs below `folder`,
 * which ends in a slash or is empty; the others are missing.
 */
export function readRuns<Settings>(
  node: NodeContext<Settings>,
  asked: readonly RunName[],
  folder = "",
): { runs: Run[]; missing: RunName[] } {
  const inputs = new Set(node.inputs);
  const runs: Run[] = [];
  const missing: RunName[] = [];
  for (const { model, seed } of asked) {
    const place = `${folder}${model}/seed-${seed}`;
    if (!inputs.has(`${place}/trace.npz`)) {
      missing.push({ model, seed });
      continue;
    }
    const { outcome, events } = node.readJson<Omit<Trace, "series">>(
      `${place}/outcome.json`,
    );
    const arrays = decodeArrays(node.read(`${place}/trace.npz`));
    try {
      const trace = { series: decodeSeries(arrays), outcome, events };
      runs.push({ model, seed, trace });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new NodeError(`Cannot aggregate ${place}: ${error.message}`);
    }
  }
  return { runs, missing };
}
