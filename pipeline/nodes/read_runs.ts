import { decodeArrays } from "../../lib/io/arrays.ts";
import type { Run } from "../../lib/statistics/run.ts";
import type { Trace } from "../../lib/io/trace.ts";
import { decodeSeries } from "../../lib/io/trace_archive.ts";
import { type NodeContext, NodeError } from "../engine/sandbox/node.ts";

/** Which run of a model; its files are inputs below `<model>/seed-<seed>/`. */
export type RunName = Pick<Run, "model" | "seed">;

/**
 * Reads those of the runs that could be had from the inputs below `folder`,
 * which ends in a slash or is empty; the others are missing.
 */
export function readRuns<Settings>(
  node: NodeContext<Settings>,
  asked: readonly RunName[],
  folder = "",
): { runs: Run[]; missing: RunName[] } {
  const placeOf = ({ model, seed }: RunName) =>
    `${folder}${model}/seed-${seed}`;
  const inputs = new Set(node.inputs);
  const isThere = (run: RunName) => inputs.has(`${placeOf(run)}/trace.npz`);
  return {
    runs: asked.filter(isThere).map((run) => readRun(node, run, placeOf(run))),
    missing: asked.filter((run) => !isThere(run)),
  };
}

function readRun<Settings>(
  node: NodeContext<Settings>,
  { model, seed }: RunName,
  place: string,
): Run {
  const { outcome, events } = node.readJson<Omit<Trace, "series">>(
    `${place}/outcome.json`,
  );
  try {
    const series = decodeSeries(decodeArrays(node.read(`${place}/trace.npz`)));
    return { model, seed, trace: { series, outcome, events } };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new NodeError(`Cannot aggregate ${place}: ${error.message}`);
  }
}
