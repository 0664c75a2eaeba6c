import type { PanelScales } from "../../figures/panel_scales.ts";
import type { CurveData } from "../curve_data.ts";
import type { Point } from "./points.ts";

/**
 * What is told of a measurement: its model and iteration; its value, or mean and interval; and what
 * the experiment's table says where the figure shows a multiple, as per cent or normalised.
 */
export function readOutLines(
  { experiment, size, factor }: PanelScales,
  { metric, model, index }: Pick<Point, "metric" | "model" | "index">,
  data: CurveData,
): string[] {
  const { title, models } = data[experiment][metric];
  const points = models[model];
  const iteration = points.iteration[index];
  const examples = size === 1 ? "" : ` (example ${size * iteration})`;
  // the sign of a value drawn upside down is its own
  const shown = Math.abs(factor);
  const lines = [
    `${model}, iteration ${iteration}${examples}`,
    `${title}: ${valueText(points, index, shown)}`,
  ];
  const error = metric === "normalised_error"
    ? data[experiment].error
    : undefined;
  const behind = error?.models[model];
  const same = behind?.iteration.indexOf(iteration) ?? -1;
  if (error && behind && same >= 0) {
    lines.push(`${error.title}: ${valueText(behind, same, 1)}`);
  }
  if (shown !== 1) lines.push(`in the table: ${valueText(points, index, 1)}`);
  return lines;
}

/** "0.25", or "0.25, 95 % interval 0.2 to 0.3". */
function valueText(
  { mean, low, high }: CurveData[string][string]["models"][string],
  index: number,
  factor: number,
): string {
  const text = (value: number) =>
    String(factor === 1 ? value : Number((factor * value).toPrecision(12)));
  const [middle, from, to] = [mean, low, high].map((part) => part?.[index]);
  if (middle === null || middle === undefined) return "none";
  if (typeof from !== "number" || typeof to !== "number") return text(middle);
  return `mean ${text(middle)}, 95 % interval ${text(from)} to ${text(to)}`;
}
