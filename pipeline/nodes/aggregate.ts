/**
 * Gathers every model and seed of one experiment into a tidy table, averaged
 * curves, every run by itself and a summary. Runs that could not be had are left out, and named in
 * the summary.
 *
 * Inputs `<model>/seed-<s>/trace.npz` and `<model>/seed-<s>/outcome.json`; outputs `table.csv`
 * (models in the given order, then seeds), `curves.npz` (`<model>/<metric>/iteration|mean|low|high|count`),
 * `runs.npz` (`<model>/seed-<s>/<metric>.iteration|value`, what the table holds) and `summary.json`.
 */
import { decodeArrays } from "../../lib/arrays.ts";
import { curvesOf, encodeCurves } from "../../lib/statistics/curves.ts";
import { withNormalisedError } from "../../lib/statistics/normalised_error.ts";
import { rowsOf, type Run } from "../../lib/statistics/run.ts";
import { encodeRuns } from "../../lib/statistics/run_archive.ts";
import { summariesOf, type Summary } from "../../lib/statistics/summary.ts";
import { encodeTable } from "../../lib/table.ts";
import type { Trace } from "../../lib/trace.ts";
import { decodeSeries } from "../../lib/trace_archive.ts";
import { type NodeContext, NodeError, runNode } from "./node.ts";

export interface AggregateSettings {
  experiment: string;
  models: string[];
  seeds: number[];
  /** the profile, as figures name it: "quick profile" */
  label: string;
  /** the experiment's own settings, told on in the summary */
  settings: Record<string, unknown>;
}

/** Reads all runs, then writes the outputs. */
export function aggregate(node: NodeContext<AggregateSettings>): void {
  const { experiment, models, seeds, label, settings } = node.settings;
  const asked = models.flatMap((model) =>
    seeds.map((seed) => ({ model, seed }))
  );
  const isThere = ({ model, seed }: typeof asked[number]) =>
    node.inputs.includes(`${folderOf(model, seed)}/trace.npz`);
  const measured = asked.filter(isThere)
    .map(({ model, seed }) => readRun(node, model, seed));
  const missing = asked.filter((run) => !isThere(run));
  node.write("table.csv", encodeTable(rowsOf(measured, experiment)));
  node.write("runs.npz", encodeRuns(measured));
  const runs = withNormalisedError(measured);
  node.write("curves.npz", encodeCurves(curvesOf(runs, models)));
  const summary: Summary = {
    experiment,
    label,
    settings,
    seeds,
    models: summariesOf(runs, models),
    ...missing.length > 0 ? { missing } : {},
  };
  node.write("summary.json", JSON.stringify(summary, null, 2) + "\n");
}

function folderOf(model: string, seed: number): string {
  return `${model}/seed-${seed}`;
}

function readRun(
  node: NodeContext<AggregateSettings>,
  model: string,
  seed: number,
): Run {
  const folder = folderOf(model, seed);
  const { outcome, events } = node.readJson<Omit<Trace, "series">>(
    `${folder}/outcome.json`,
  );
  try {
    const series = decodeSeries(decodeArrays(node.read(`${folder}/trace.npz`)));
    return { model, seed, trace: { series, outcome, events } };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new NodeError(`Cannot aggregate ${folder}: ${error.message}`);
  }
}

if (import.meta.main) await runNode(aggregate);
