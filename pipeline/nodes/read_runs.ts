import { decodeArrays } from "../../lib/io/arrays.ts";
import { decodeSeries, type Trace } from "../../lib/io/trace.ts";
import type { Run } from "../../lib/statistics/run.ts";
import { type NodeContext, NodeError } from "../engine/sandbox/node.ts";

/**
 * Reads the runs of models from seeds: models in their order, then seeds. The files of each are
 * inputs below `<folder><model>/seed-<seed>/`; a run without them is missing.
 */
export function readRuns<Settings>(
  node: NodeContext<Settings>,
  { models, seeds }: { models: readonly string[]; seeds: readonly number[] },
  folder = "",
): { runs: Run[]; missing: Pick<Run, "model" | "seed">[] } {
  const inputs = new Set(node.inputs);
  const named = models.flatMap((model) =>
    seeds.map((seed) => ({ model, seed }))
  );
  const placeOf = ({ model, seed }: Pick<Run, "model" | "seed">) =>
    `${folder}${model}/seed-${seed}`;
  const { found = [], missing = [] } = Object.groupBy(
    named,
    (run) => inputs.has(`${placeOf(run)}/trace.npz`) ? "found" : "missing",
  );
  const runs = found.map((run): Run => {
    const place = placeOf(run);
    const { outcome, events } = node.readJson<Omit<Trace, "series">>(
      `${place}/outcome.json`,
    );
    const arrays = decodeArrays(node.read(`${place}/trace.npz`));
    try {
      return {
        ...run,
        trace: { series: decodeSeries(arrays), outcome, events },
      };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new NodeError(`Cannot aggregate ${place}: ${error.message}`);
    }
  });
  return { runs, missing };
}
