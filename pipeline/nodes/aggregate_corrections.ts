/**
 * Compares every correction with the published runs it differs from.
 *
 * Inputs `published/<experiment>/<model>/seed-<s>/` and
 * `<experiment>/<correction>/<model>/seed-<s>/`, each with `trace.npz` and `outcome.json`;
 * outputs `table.csv` (the corrected runs, their experiment being `<experiment>/<correction>`, of
 * many every so many-th measurement) and `effects.json`.
 */
import {
  type CorrectionEffects,
  type EffectMetric,
  effectsOf,
} from "../../lib/statistics/effect.ts";
import {
  type Differing,
  differingColumns,
  measurements,
  rowsOf,
  type Run,
  withSeries,
} from "../../lib/statistics/run.ts";
import { everyNth, tableStep } from "../../lib/statistics/thin.ts";
import { columns, encodeTable, type Row } from "../../lib/io/table.ts";
import { type NodeContext, runNode } from "../engine/sandbox/node.ts";
import { readRuns } from "./aggregate.ts";

export interface AggregateCorrectionsSettings {
  /** each as it was run */
  corrections: {
    experiment: string;
    correction: string;
    models: string[];
    seeds: number[];
    measures: EffectMetric[];
    /** what else differs from the profile, if anything does: columns of the table */
    differing?: Differing;
  }[];
}

/** What an effect is taken from: where a run began and where it ended. */
const endsOf = (run: Run) =>
  withSeries(run, (one) => everyNth(one, one.iteration.length));

/** Reads all runs one after another, then writes both outputs. */
export function aggregateCorrections(
  node: NodeContext<AggregateCorrectionsSettings>,
): void {
  const { corrections } = node.settings;
  const nameOf = ({ experiment, correction }: typeof corrections[number]) =>
    `${experiment}/${correction}`;
  const corrected = (each: typeof corrections[number]) =>
    readRuns(node, each, `${nameOf(each)}/`);
  const counts = corrections.map((each) =>
    corrected(each).reduce((sum, run) => sum + measurements(run), 0)
  );
  const every = tableStep(counts.reduce((sum, count) => sum + count, 0));
  const rows: Iterable<Row>[] = [];
  const effects = corrections.map((each, k): CorrectionEffects => {
    const { experiment, correction, differing } = each;
    const published = readRuns(node, each, `published/${experiment}/`);
    const before = [...published.map(endsOf)];
    const after: Run[] = [];
    const tabled: Run[] = [];
    for (const run of corrected(each)) {
      after.push(endsOf(run));
      tabled.push(withSeries(run, (one) => everyNth(one, every)));
    }
    rows.push(rowsOf(tabled, nameOf(each), differing));
    return {
      experiment,
      correction,
      rows: counts[k],
      models: effectsOf({ before, after }, each),
    };
  });
  const keys = corrections.flatMap(({ differing }) =>
    differingColumns(differing)
  );
  const names = [...columns, ...new Set(keys)];
  const table = rows.values().flatMap((part) => part);
  node.write("table.csv", encodeTable(table, names));
  if (every > 1) {
    node.note(`its table has one in ${every} measurements of each series`);
  }
  node.write("effects.json", JSON.stringify(effects, null, 2) + "\n");
}

if (import.meta.main) await runNode(aggregateCorrections);
