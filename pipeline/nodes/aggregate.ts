/**
 * Gathers every model and seed of one experiment. Runs that could not be had are left out, and
 * named in the summary. The runs of one model are in memory at a time.
 *
 * Inputs `<model>/seed-<s>/trace.npz` and `<model>/seed-<s>/outcome.json`; outputs
 *
 *     table.csv        every measurement, of a long table one in so many; models as given, then seeds
 *     table.parquet    the same, if it is asked for
 *     curves.npz       means over seeds, `<model>/<metric>/iteration|mean|low|high|count`, thinned to what figures draw
 *     curves.csv       fewer points of them
 *     runs.npz         single runs, `<model>/seed-<s>/<metric>.iteration|value`, thinned likewise, with their normalised error
 *     readings.json    what claims take from runs, model → measure → seed
 *     statistics.json  what models end with, and which below which; null if nothing measured an error
 *     ends.csv         the last error of every seed
 *     summary.json
 */
import {
  encodeReadings,
  type Readings,
  readingsOf,
} from "../../lib/claims/readings.ts";
import { decodeArrays } from "../../lib/io/arrays.ts";
import { columns, encodeTable } from "../../lib/io/table.ts";
import { decodeSeries, type Trace } from "../../lib/io/trace.ts";
import {
  curveColumns,
  curveRows,
  type Curves,
  curvesOf,
  encodeCurves,
} from "../../lib/statistics/curves.ts";
import { endColumns, endRows, endsOf } from "../../lib/statistics/ends.ts";
import {
  errorScales,
  type LargestError,
  largestError,
  withNormalisedError,
} from "../../lib/statistics/normalised_error.ts";
import {
  type Differing,
  differingColumns,
  encodeRuns,
  measurements,
  rowsOf,
  type Run,
  withSeries,
} from "../../lib/statistics/run.ts";
import { summariesOf, type Summary } from "../../lib/statistics/summary.ts";
import {
  type Detail,
  everyNth,
  tableStep,
  thinned,
} from "../../lib/statistics/thin.ts";
import { type NodeContext, runNode } from "../engine/sandbox/node.ts";

import { columnsOf } from "../formats/columns.ts";
import { encodeParquet } from "../formats/parquet.ts";

/** Most of it is kept in the summary as it is. */
export interface AggregateSettings
  extends Omit<Summary, "models" | "missing" | "notes" | "table"> {
  models: string[];
  /** what differs from the profile, if anything does: columns of the table */
  differing?: Differing;
  /** whether the table is wanted as Parquet, too */
  parquet?: boolean;
}

/** Single runs are drawn thin, one over another. */
const detail: Detail = { first: 500, parts: 250 };

/** Reads all runs twice, first for what each alone cannot tell, then writes the outputs. */
export function aggregate(node: NodeContext<AggregateSettings>): void {
  const { experiment, models, seeds, label, settings } = node.settings;
  const { added, changed, departures, differing, parquet } = node.settings;
  const apart = Object.keys({ ...added, ...changed });
  const errors: LargestError[] = [];
  let rows = 0;
  for (const run of readRuns(node, node.settings)) {
    errors.push(largestError(run));
    rows += measurements(run);
  }
  const scales = errorScales(errors, apart);
  const every = tableStep(rows);

  const tabled: Run[] = [], runs: Run[] = [];
  const curves: Curves = {}, readings: Readings = {};
  for (const model of models) {
    const measured = [...readRuns(node, { models: [model], seeds })];
    const all = measured.map((run) => withNormalisedError(run, scales));
    Object.assign(readings, readingsOf(measured, experiment));
    Object.assign(curves, curvesOf(all, [model]));
    for (const run of measured) {
      tabled.push(withSeries(run, (one) => everyNth(one, every)));
    }
    for (const run of all) {
      runs.push(withSeries(run, (one) => thinned(one, detail)));
    }
  }
  const names = [...columns, ...differingColumns(differing)];
  const table = encodeTable(rowsOf(tabled, experiment, differing), names);
  node.write("table.csv", table);
  if (every > 1) {
    node.note(`its table has one in ${every} measurements of each series`);
  }
  if (parquet) node.write("table.parquet", encodeParquet(columnsOf(table)));
  node.write("curves.npz", encodeCurves(curves));
  node.write(
    "curves.csv",
    encodeTable(curveRows(curves, experiment), curveColumns),
  );
  node.write("runs.npz", encodeRuns(runs));
  node.write("readings.json", encodeReadings(readings));
  const ends = endsOf(runs, node.settings);
  node.write("statistics.json", JSON.stringify(ends, null, 2) + "\n");
  node.write("ends.csv", encodeTable(ends ? endRows(ends) : [], endColumns));
  const missing = missingOf(node.settings, errors);
  const summary: Summary = {
    ...{ experiment, label, settings, seeds },
    table: { rows, every, ...parquet && { parquet } },
    models: summariesOf(runs, { models, apart }),
    ...{ added, changed, departures },
    ...missing.length > 0 && { missing },
  };
  node.write("summary.json", JSON.stringify(summary, null, 2) + "\n");
}

/** Models and seeds, in this order. */
interface Wanted {
  models: readonly string[];
  seeds: readonly number[];
}

type Place = Pick<Run, "model" | "seed">;

function placesOf({ models, seeds }: Wanted): Place[] {
  return models.flatMap((model) => seeds.map((seed) => ({ model, seed })));
}

function missingOf(wanted: Wanted, found: readonly Place[]): Place[] {
  return placesOf(wanted).filter(({ model, seed }) =>
    !found.some((one) => one.model === model && one.seed === seed)
  );
}

/**
 * Reads the runs of models from seeds, one when it is asked for. The files of each are inputs below
 * `<folder><model>/seed-<seed>/`; a run without them is left out.
 */
export function* readRuns(
  node: NodeContext<unknown>,
  wanted: Wanted,
  folder = "",
): Generator<Run> {
  const read = traceReader(node);
  for (const { model, seed } of placesOf(wanted)) {
    const trace = read(`${folder}${model}/seed-${seed}`);
    if (trace) yield { model, seed, trace };
  }
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
