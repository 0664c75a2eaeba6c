/**
 * Gathers every model and seed of one experiment into a tidy table, averaged curves, every run by
 * itself and a summary. Runs that could not be had are left out, and named in the summary.
 *
 * Inputs `<model>/seed-<s>/trace.npz` and `<model>/seed-<s>/outcome.json`; outputs `table.csv`
 * (models in the given order, then seeds), `curves.npz` (`<model>/<metric>/iteration|mean|low|high|count`),
 * `runs.npz` (`<model>/seed-<s>/<metric>.iteration|value`, what the table holds) and `summary.json`.
 */
import { decodeArrays } from "../../lib/io/arrays.ts";
import { columns, encodeTable } from "../../lib/io/table.ts";
import { decodeSeries, type Trace } from "../../lib/io/trace.ts";
import { curvesOf, encodeCurves } from "../../lib/statistics/curves.ts";
import { withNormalisedError } from "../../lib/statistics/normalised_error.ts";
import {
  type Differing,
  differingColumns,
  encodeRuns,
  rowsOf,
  type Run,
} from "../../lib/statistics/run.ts";
import { summariesOf, type Summary } from "../../lib/statistics/summary.ts";
import { type NodeContext, runNode } from "../engine/sandbox/node.ts";

/** Most of it is kept in the summary as it is. */
export interface AggregateSettings
  extends Omit<Summary, "models" | "missing" | "notes"> {
  models: string[];
  /** what differs from the profile, if anything does: columns of the table */
  differing?: Differing;
}

/** Reads all runs, then writes the outputs. */
export function aggregate(node: NodeContext<AggregateSettings>): void {
  const { experiment, models, seeds, label, settings } = node.settings;
  const { added, changed, departures, differing } = node.settings;
  const apart = Object.keys({ ...added, ...changed });
  const { runs: measured, missing } = readRuns(node, { models, seeds });
  const rows = rowsOf(measured, experiment, differing);
  const names = [...columns, ...differingColumns(differing)];
  node.write("table.csv", encodeTable(rows, names));
  node.write("runs.npz", encodeRuns(measured));
  const runs = withNormalisedError(measured, apart);
  node.write("curves.npz", encodeCurves(curvesOf(runs, models)));
  const summary: Summary = {
    ...{ experiment, label, settings, seeds },
    models: summariesOf(runs, { models, apart }),
    ...{ added, changed, departures },
    ...missing.length > 0 && { missing },
  };
  node.write("summary.json", JSON.stringify(summary, null, 2) + "\n");
}

/**
 * Reads the runs of models from seeds: models in their order, then seeds. The files of each are
 * inputs below `<folder><model>/seed-<seed>/`; a run without them is missing.
 */
export function readRuns(
  node: NodeContext<unknown>,
  { models, seeds }: { models: readonly string[]; seeds: readonly number[] },
  folder = "",
): { runs: Run[]; missing: Pick<Run, "model" | "seed">[] } {
  const read = traceReader(node);
  const runs: Run[] = [];
  const missing: Pick<Run, "model" | "seed">[] = [];
  for (const model of models) {
    for (const seed of seeds) {
      const trace = read(`${folder}${model}/seed-${seed}`);
      if (trace) runs.push({ model, seed, trace });
      else missing.push({ model, seed });
    }
  }
  return { runs, missing };
}

/** What reads the trace whose files are inputs below a place, and gives null if they are not there. */
export function traceReader(
  { inputs, read, readJson }: NodeContext<unknown>,
): (place: string) => Trace | null {
  const there = new Set(inputs);
  return (place) => {
    if (!there.has(`${place}/trace.npz`)) return null;
    const { outcome, events } = readJson<Trace>(`${place}/outcome.json`);
    const series = decodeSeries(decodeArrays(read(`${place}/trace.npz`)));
    return { series, outcome, events };
  };
}

if (import.meta.main) await runNode(aggregate);
