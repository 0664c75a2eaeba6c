/** The numbers behind figures that show no curves, for the page to give as CSV. */
import type { Ends } from "../../lib/statistics/ends.ts";
import type { Sweep } from "../../lib/statistics/sweep.ts";
import type { ReportResults } from "./inputs.ts";
import type { FigureTable } from "./script/figure_csv.ts";

/** Of each figure of ends and of a sweep's points, by its name, what it shows. */
export function figureTables(
  figures: readonly { name: string; experiments: readonly string[] }[],
  { ends, sweeps }: Pick<ReportResults, "ends" | "sweeps">,
): Record<string, FigureTable> {
  const tables = figures.flatMap(({ name, experiments: [experiment] }) => {
    if (name in sweeps) return [[name, sweepTable(sweeps[name])]];
    const of = name.startsWith("ends-") ? ends[experiment] : null;
    return of ? [[name, endsTable(of)]] : [];
  });
  return Object.fromEntries(tables);
}

/** What each model ended with from each seed; nothing where that was lost. */
function endsTable({ metric, seeds, models }: Ends): FigureTable {
  return {
    columns: ["model", "seed", "status", metric],
    rows: models.flatMap(({ name, values, statuses }) =>
      seeds.map((seed, k) => [name, seed, statuses[k], values[k]])
    ),
  };
}

/** What each model came to at each point, over the seeds that finished. */
function sweepTable({ axes, models, measure }: Sweep): FigureTable {
  const keys = axes.map(({ key }) => key);
  return {
    columns: ["model", ...keys, measure, "low", "high", "finished", "seeds"],
    rows: models.flatMap(({ name, points }) =>
      points.map(({ values, final: { mean, low, high, count }, runs }) => [
        ...[name, ...keys.map((key) => values[key] ?? null)],
        ...[mean, low, high, count, runs.length],
      ])
    ),
  };
}
