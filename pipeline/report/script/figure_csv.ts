/** What a figure shows, as CSV. */
import { encodeTable } from "../../../lib/io/table.ts";
import type { PanelScales } from "../../figures/plot_panel.ts";
import { type CurveData, panelCurves } from "./curves.ts";

/** Numbers of a figure without curves. */
export interface FigureTable {
  columns: string[];
  /** null where there is none */
  rows: (string | number | boolean | null)[][];
}

/** A panel of a figure; its letter is empty where it stands alone. */
export interface CsvPanel {
  letter: string;
  scales: PanelScales;
}

/** The table as CSV. */
export function tableCsv({ columns, rows }: FigureTable): Uint8Array {
  const named = rows.map((row) =>
    Object.fromEntries(columns.map((column, k) => [column, row[k]]))
  );
  return encodeTable(named, columns);
}

/** The points of all curves in the panels that are `shown`, as the page has them. */
export function curvesCsv(
  panels: readonly CsvPanel[],
  data: CurveData,
  shown: Pick<Set<string>, "has">,
): Uint8Array {
  const rows = panels.flatMap(({ letter, scales }) =>
    panelCurves(scales, data).flat().filter(({ model }) => shown.has(model))
      .map(({ metric, model, index }) => {
        const { experiment } = scales;
        const { iteration, mean, low, high } =
          data[experiment][metric].models[model];
        return [
          ...[letter, experiment, model, metric, iteration[index]],
          ...[mean[index], low?.[index] ?? null, high?.[index] ?? null],
        ];
      })
  );
  const columns = [
    ...["panel", "experiment", "model", "metric", "iteration"],
    ...["mean", "low", "high"],
  ];
  return tableCsv({ columns, rows });
}
