/**
 * Gathers a sweep: every model at every point of its grid from every seed, and each model at its
 * own best point as an experiment's models are gathered. Runs that could not be had are marked as
 * missing.
 *
 * Inputs `<model>/<point>/seed-<s>/trace.npz` and `outcome.json`, without `<point>/` where a model
 * is as it is when nothing is swept; outputs `table.csv` (models in the given order, then points,
 * seeds and metrics), `sweep.json`, and `curves.npz` and `summary.json` of the best points.
 */
import { encodeTable } from "../../lib/io/table.ts";
import { curvesOf, encodeCurves } from "../../lib/statistics/curves.ts";
import type { Run } from "../../lib/statistics/run.ts";
import { summariesOf, type Summary } from "../../lib/statistics/summary.ts";
import { withErrorLeft } from "../../lib/statistics/error_left.ts";
import * as sweeps from "../../lib/statistics/sweep.ts";
import { type NodeContext, runNode } from "../engine/sandbox/node.ts";
import { traceReader } from "./aggregate.ts";

export interface AggregateSweepSettings
  extends
    Omit<sweeps.Sweep, "models">,
    Pick<Summary, "label" | "settings" | "added"> {
  /** the name of the sweep, by which figures and pages know it */
  name: string;
  models: (Pick<sweeps.SweptModel, "name" | "usual"> & {
    /** each with the place of its runs: `DI`, or `DI/eta=0.1` where it is not as usual */
    points: { place: string; values: sweeps.SweptPoint["values"] }[];
  })[];
}

/** The place of the first of the points at which most seeds finished. */
function farthest(points: readonly sweeps.SweptPoint[]): number {
  const counts = points.map(({ final }) => final.count);
  return counts.indexOf(Math.max(...counts));
}

/** Reads all runs one after another, then the best once more. */
export function aggregateSweep(
  node: NodeContext<AggregateSweepSettings>,
): void {
  const { name, experiment, measure, axes, seeds, label, settings, added } =
    node.settings;
  const rows: sweeps.SweepRow[] = [];
  const read = traceReader(node);
  const traceOf = (place: string, seed: number) => {
    const trace = read(`${place}/seed-${seed}`);
    return trace && withErrorLeft(trace);
  };
  const models = node.settings.models.map(({ points, ...model }) => {
    const swept = points.map(({ place, values }) => {
      const runs = seeds.map((seed) => {
        const trace = traceOf(place, seed);
        const row = { experiment, model: model.name, ...values, seed };
        rows.push(...sweeps.sweepRows(trace, measure, row));
        return sweeps.sweptRun(seed, trace, measure);
      });
      return sweeps.sweptPoint(values, runs, measure);
    });
    return { ...model, points: swept, best: sweeps.bestPoint(swept) };
  });
  node.write("table.csv", encodeTable(rows, sweeps.sweepColumns(axes)));
  const sweep: sweeps.Sweep = { experiment, measure, axes, seeds, models };
  node.write("sweep.json", JSON.stringify(sweep, null, 2) + "\n");

  const shown = models.map(({ name, points, best }, k) => {
    const point = best ?? farthest(points);
    const values = sweeps.pointText(points[point].values);
    const at = values === "" ? "as it is" : `at ${values}`;
    const but = best === null ? ", where not every seed finished" : "";
    const { place } = node.settings.models[k].points[point];
    return { name, place, note: `${name} ${at}${but}` };
  });
  const runs = shown.flatMap(({ name: model, place }) =>
    seeds.flatMap((seed): Run[] => {
      const trace = traceOf(place, seed);
      return trace ? [{ model, seed, trace }] : [];
    })
  );
  const names = shown.map(({ name }) => name);
  node.write("curves.npz", encodeCurves(curvesOf(runs, names)));
  const summary: Summary = {
    ...{ experiment: name, label, settings, seeds },
    models: summariesOf(runs, { models: names }),
    added,
    notes: shown.map(({ note }) => note),
  };
  node.write("summary.json", JSON.stringify(summary, null, 2) + "\n");
}

if (import.meta.main) await runNode(aggregateSweep);
