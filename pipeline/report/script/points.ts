import type { PanelScales } from "../../figures/panel_scales.ts";
import type { CurveData } from "../curve_data.ts";
import { locate, type Place } from "./locate.ts";

/** One measurement of a curve, and where it is drawn. */
export interface Point extends Place {
  metric: string;
  model: string;
  /** its place in the series that the page holds */
  index: number;
}

/** The measurements of one model that a panel shows of one metric, by iteration. */
export function curvePoints(
  scales: PanelScales,
  data: CurveData,
  { metric, model }: { metric: string; model: string },
): Point[] {
  const series = data[scales.experiment]?.[metric]?.models[model];
  if (!series) return [];
  return series.iteration.flatMap((iteration, index) => {
    const value = series.mean[index];
    const place = value === null
      ? undefined
      : locate(scales, { iteration, value });
    return place ? [{ metric, model, index, ...place }] : [];
  });
}

/** The curves of a panel that have points, layer by layer and each in the order of the models. */
export function panelCurves(scales: PanelScales, data: CurveData): Point[][] {
  return scales.metrics
    .flatMap((metric) =>
      scales.models.map((model) => curvePoints(scales, data, { metric, model }))
    )
    .filter((points) => points.length > 0);
}
