import type { PanelScale, PanelScales } from "../../figures/plot_panel.ts";
import { significant } from "../../figures/frame.ts";

export type CurveData = {
  /** what the page knows of its curves: of an experiment, metrics with their titles and models */
  [experiment: string]: {
    [metric: string]: { title: string; models: Record<string, CurvePoints> };
  };
};

export type CurvePoints = {
  /** some of the iterations that a model was measured at */
  iteration: number[];
  /** as a table has it where one seed was measured, else to four digits; null if there is none */
  mean: (number | null)[];
  /** the mean's 95 % interval, where there are several seeds */
  low?: (number | null)[];
  high?: (number | null)[];
};

/** A place in a drawing, in its own pixels. */
export type Place = { x: number; y: number };

/** Where a measurement is drawn; undefined if it is left of the frame or right of it. */
export function locate(
  { x, y, size, factor }: PanelScales,
  { iteration, value }: { iteration: number; value: number },
): Place | undefined {
  const across = along(x, size * iteration);
  const [left, right] = x.range;
  if (!(across >= left - .5 && across <= right + .5)) return undefined;
  const [top, bottom] = [Math.min(...y.range), Math.max(...y.range)];
  const drawn = value * factor;
  const down = y.type === "log" ? alongLog(y, drawn) : along(y, drawn);
  return { x: across, y: Math.max(top, Math.min(bottom, down)) };
}

/** Whether a place is in a panel's frame, or no farther from it than `margin` pixels. */
export function inFrame(
  { x, y }: PanelScales,
  place: Place,
  margin: number,
): boolean {
  const within = (value: number, range: readonly [number, number]) =>
    value >= Math.min(...range) - margin &&
    value <= Math.max(...range) + margin;
  return within(place.x, x.range) && within(place.y, y.range);
}

function along({ domain, range }: PanelScale, value: number): number {
  const part = (value - domain[0]) / (domain[1] - domain[0]);
  return range[0] + part * (range[1] - range[0]);
}

/** What is not above zero lies at the beginning of a log axis. */
function alongLog({ domain, range }: PanelScale, value: number): number {
  if (value <= 0) return range[0];
  return along(
    { domain: [Math.log10(domain[0]), Math.log10(domain[1])], range },
    Math.log10(value),
  );
}

/** One measurement of a curve, and where it is drawn. */
export interface Point extends Place {
  metric: string;
  model: string;
  /** its place in the series that the page holds */
  index: number;
}

/** The measurements of one model that a panel shows of one metric, by iteration. */
function curvePoints(
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

/** The one of `points` nearest to a place; of several as near, the first. */
export function nearest<Near extends Place>(
  points: Iterable<Near>,
  { x, y }: Place,
): Near | undefined {
  let found: Near | undefined;
  let least = Infinity;
  for (const point of points) {
    const distance = (point.x - x) ** 2 + (point.y - y) ** 2;
    if (distance < least) [found, least] = [point, distance];
  }
  return found;
}

/** A place among curves: which, and which of its points. */
export type Cursor = { curve: number; point: number };

/**
 * Where a key leads from a place among curves, given by the horizontal places of their points:
 * left and right along a curve, up and down to the nearest point of the one before or after it.
 * Undefined for other keys.
 */
export function step(
  { curve, point }: Cursor,
  key: string,
  curves: readonly (readonly number[])[],
): Cursor | undefined {
  const last = curves[curve].length - 1;
  const along: Record<string, number> = {
    ArrowLeft: Math.max(0, point - 1),
    ArrowRight: Math.min(last, point + 1),
    Home: 0,
    End: last,
  };
  if (key in along) return { curve, point: along[key] };
  const by = { ArrowUp: -1, ArrowDown: 1 }[key];
  if (by === undefined) return undefined;
  const next = (curve + by + curves.length) % curves.length;
  return { curve: next, point: closest(curves[next], curves[curve][point]) };
}

/** Which of some numbers is nearest to another; of two as near, the first. */
export function closest(places: readonly number[], x: number): number {
  let found = 0;
  places.forEach((place, k) => {
    if (Math.abs(place - x) < Math.abs(places[found] - x)) found = k;
  });
  return found;
}

/**
 * What is told of a measurement: its model and iteration; its value, or mean and interval, to three
 * digits; and of a normalised error the error itself.
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
  return lines;
}

/** "0.25", or "0.25 (95 %: 0.2 to 0.3)". */
function valueText(
  { mean, low, high }: CurveData[string][string]["models"][string],
  index: number,
  factor: number,
): string {
  const text = (value: number) => significant(factor * value);
  const [middle, from, to] = [mean, low, high].map((part) => part?.[index]);
  if (middle === null || middle === undefined) return "none";
  if (typeof from !== "number" || typeof to !== "number") return text(middle);
  return `${text(middle)} (95 %: ${text(from)} to\u00a0${text(to)})`;
}
