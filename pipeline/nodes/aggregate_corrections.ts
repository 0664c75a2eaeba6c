/**
 * Compares every correction with the published runs it differs from.
 *
 * Inputs `published/<experiment>/<model>/seed-<s>/` and
 * `<experiment>/<correction>/<model>/seed-<s>/`, each with `trace.npz` and `outcome.json`;
 * outputs `table.csv` (the corrected runs, their experiment being `<experiment>/<correction>`) and
 * `effects.json`.
 */
import {
  type CorrectionEffects,
  type EffectMetric,
  effectsOf,
} from "../../lib/statistics/effect.ts";
import {
  type Differing,
  differingColumns,
  rowsOf,
} from "../../lib/statistics/run.ts";
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

/** Reads all runs, then writes both outputs. */
export function aggregateCorrections(
  node: NodeContext<AggregateCorrectionsSettings>,
): void {
  const { corrections } = node.settings;
  const rows: Row[] = [];
  const effects = corrections.map((each): CorrectionEffects => {
    const { experiment, correction, differing } = each;
    const name = `${experiment}/${correction}`;
    const before = readRuns(node, each, `published/${experiment}/`).runs;
    const after = readRuns(node, each, `${name}/`).runs;
    for (const row of rowsOf(after, name, differing)) rows.push(row);
    return {
      experiment,
      correction,
      models: effectsOf({ before, after }, each),
    };
  });
  const keys = corrections.flatMap(({ differing }) =>
    differingColumns(differing)
  );
  const names = [...columns, ...new Set(keys)];
  node.write("table.csv", encodeTable(rows, names));
  node.write("effects.json", JSON.stringify(effects, null, 2) + "\n");
}

if (import.meta.main) await runNode(aggregateCorrections);
