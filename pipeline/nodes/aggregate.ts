/**
 * Gathers every model and seed of one experiment into a tidy table, averaged
 * curves and a summary.
 *
 * Inputs `<model>/seed-<s>/trace.npz` and `<model>/seed-<s>/outcome.json`; outputs `table.csv`
 * (models in the given order, then seeds), `curves.npz` (`<model>/<metric>/iteration|mean|low|high|count`)
 * and `summary.json`.
 */
import { decodeArrays } from "../../lib/arrays.ts";
import { curvesOf, encodeCurves } from "../../lib/statistics/curves.ts";
import { withNormalisedError } from "../../lib/statistics/normalised_error.ts";
import { rowsOf, type Run } from "../../lib/statistics/run.ts";
import { summariesOf, type Summary } from "../../lib/statistics/summary.ts";
import { encodeTable } from "../../lib/table.ts";
import type { Series, Trace } from "../../lib/trace.ts";
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

/** Reads all runs, then writes the three outputs. */
export function aggregate(node: NodeContext<AggregateSettings>): void {
  const { experiment, models, seeds, label, settings } = node.settings;
  const measured = models.flatMap((model) =>
    seeds.map((seed) => readRun(node, model, seed))
  );
  node.write("table.csv", encodeTable(rowsOf(measured, experiment)));
  const runs = withNormalisedError(measured);
  node.write("curves.npz", encodeCurves(curvesOf(runs, models)));
  const summary: Summary = {
    experiment,
    label,
    settings,
    seeds,
    models: summariesOf(runs, models),
  };
  node.write("summary.json", JSON.stringify(summary, null, 2) + "\n");
}

function readRun(
  node: NodeContext<AggregateSettings>,
  model: string,
  seed: number,
): Run {
  const folder = `${model}/seed-${seed}`;
  const { outcome, events } = node.readJson<Omit<Trace, "series">>(
    `${folder}/outcome.json`,
  );
  const series = decodeSeries(node.read(`${folder}/trace.npz`), folder);
  return { model, seed, trace: { series, outcome, events } };
}

/** The series of an archive with arrays `<metric>.iteration` and `<metric>.value`. */
function decodeSeries(
  bytes: Uint8Array,
  folder: string,
): Record<string, Series> {
  const arrays = decodeArrays(bytes);
  const series: Record<string, Series> = {};
  for (const name of Object.keys(arrays)) {
    if (!name.endsWith(".iteration")) continue;
    const metric = name.slice(0, -".iteration".length);
    const [iteration, value] = [arrays[name], arrays[`${metric}.value`]];
    if (iteration.data.length !== value?.data.length) {
      throw new NodeError(
        `Cannot aggregate ${folder}: ${metric} has ${iteration.data.length} iterations and ${
          value?.data.length ?? 0
        } values`,
      );
    }
    series[metric] = {
      iteration: Float64Array.from(iteration.data),
      value: Float64Array.from(value.data),
    };
  }
  return series;
}

if (import.meta.main) await runNode(aggregate);
