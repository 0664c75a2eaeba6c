/** A panel's curves: the part of the measurements that it shows, then in pixels, with no more points than are seen. */
import type { Outcome } from "../../lib/io/trace.ts";
import { averageSeries, type Curves } from "../../lib/statistics/curves.ts";
import type { Summary } from "../../lib/statistics/summary.ts";
import type { Panel } from "./figure.ts";
import { scale, type ScaleOptions } from "./svg.ts";

/** What a panel is drawn from. */
export interface Results {
  curves: Curves;
  summary: Summary;
}

/** A seed of a model that stopped before the end, and where that is on the horizontal axis. */
export type Ending =
  & Exclude<Outcome, { status: "finished" }>
  & { model: string; seed: number; x: number };

/** One model's curve as a panel shows it: cut to its examples, in its unit. */
export interface VisibleCurve {
  model: string;
  /** counted from 1 where a panel shows several */
  layer?: number;
  x: Float64Array;
  /** how far an iteration goes on the horizontal axis, which counts examples */
  size: number;
  /** the last iteration measured, shown or not; 0 if there is none */
  last: number;
  mean: Float64Array;
  low: Float64Array;
  high: Float64Array;
  /** whether any point is over several seeds */
  banded: boolean;
  endings: Ending[];
}

/**
 * The curves of `panel`: layer by layer, each in the order of the experiment's models. That of a
 * model that stopped before it was measured has no points, only its ending.
 *
 * @throws {RangeError} if no model measured a metric of the panel, or stopped before it could.
 */
export function visibleCurves(
  panel: Panel,
  { curves, summary }: Results,
): VisibleCurve[] {
  const { name, experiment, metrics, first = Infinity, from = 0 } = panel;
  const { factor = 1, negative } = panel.vertical;
  const scale = negative ? -factor : factor;
  const { batchSize: size = 1 } = summary.settings as { batchSize?: number };
  const models = summary.models
    .filter(({ name }) => panel.models?.includes(name) ?? true);
  const visibles = metrics.flatMap((metric, k) =>
    models.flatMap(({ name: model, outcomes }): VisibleCurve[] => {
      const endings = outcomes.flatMap(({ seed, outcome }) =>
        outcome.status === "finished"
          ? []
          : [{ model, seed, x: size * outcome.iteration, ...outcome }]
      );
      const measured = curves[model] ?? {};
      const stopped = Object.keys(measured).length === 0 && endings.length > 0;
      const curve = measured[metric] ?? (stopped && averageSeries([]));
      if (!curve) return [];
      const x = curve.iteration.map((iteration) => size * iteration);
      const before = x.filter((at) => at < from).length;
      const shown = [before, x.findLastIndex((at) => at <= first) + 1] as const;
      const values = (part: Float64Array) =>
        part.subarray(...shown).map((value) => value * scale);
      const [low, high] = [values(curve.low), values(curve.high)];
      return [{
        model,
        layer: metrics.length > 1 ? k + 1 : undefined,
        x: x.subarray(...shown),
        size,
        last: curve.iteration.at(-1) ?? 0,
        mean: values(curve.mean),
        low: negative ? high : low,
        high: negative ? low : high,
        banded: curve.count.subarray(...shown).some((count) => count > 1),
        endings: endings.filter(({ x }) => x >= from && x <= first),
      }];
    })
  );
  if (!visibles.some(({ x, endings }) => x.length > 0 || endings.length > 0)) {
    const wanted = `${experiment} measured ${metrics.join(" or ")}`;
    throw new RangeError(`Cannot draw ${name}: no model of ${wanted}`);
  }
  return visibles;
}

/** One model's curve in pixels. */
export interface PixelCurve extends Pick<VisibleCurve, "model" | "layer"> {
  line: Point[];
  /** the outline, low from left to right and high back; empty where one seed leaves no width */
  band: Point[];
  /** where a seed stopped early, on the mean */
  crosses: Point[];
  /** where the mean of what should be below zero begins not to be, on the upper edge */
  zeros: Point[];
}

export type Point = Record<"x" | "y", number>;

/** Pixels a line is drawn beyond the frame, and between marks that are not one. */
const [overshoot, markGap] = [50, 8];

/** The part of all points that lines may have; bands, being pale, have the rest. */
const lineShare = .7;

/**
 * The curves in pixels, simplified: by a quarter of a pixel, or by as much as it takes to have no
 * more than `points` in all. What is far outside the frame is brought near it.
 */
export function pixelCurves(
  curves: readonly VisibleCurve[],
  { x, y, points }: { x: ScaleOptions; y: ScaleOptions; points: number },
): PixelCurve[] {
  const [across, down] = [scale({ x }), scale({ y })];
  const range = y.range as [number, number];
  const [top, bottom] = [Math.min(...range), Math.max(...range)];
  const upsideDown = range[0] < range[1];
  const least = y.type === "log" ? Number.MIN_VALUE : -Infinity;
  const place = (value: number) =>
    upsideDown && value <= 0 ? top + 1 : Math.max(
      top - overshoot,
      Math.min(bottom + overshoot, down.apply(Math.max(least, value))),
    );
  const placed = curves.map((curve) => ({
    ...curve,
    x: curve.x.map((value) => across.apply(value)),
    y: curve.mean.map(place),
  }));
  const lines = simplified(placed, lineShare * points);
  const sides = simplified(
    placed.flatMap(({ banded, x, low, high }) =>
      banded ? [low, high].map((side) => ({ x, y: side.map(place) })) : []
    ),
    (1 - lineShare) * points,
  );
  return placed.map(({ model, layer, banded, x, y, mean, endings }, k) => ({
    model,
    layer,
    line: lines[k],
    band: banded ? [...sides.shift()!, ...sides.shift()!.toReversed()] : [],
    crosses: endings
      .map((ending) => curves[k].x.findLastIndex((at) => at <= ending.x))
      .filter((last) => last >= 0)
      .map((last) => (
        { x: x[last], y: Math.max(top, Math.min(bottom, y[last])) }
      )),
    zeros: upsideDown ? zeros(mean, x).map((x) => ({ x, y: top })) : [],
  }));
}

/** Where sizes of negative values begin not to be above zero. */
function zeros(mean: Float64Array, x: Float64Array): number[] {
  const starts: number[] = [];
  mean.forEach((size, k) => {
    const begins = size <= 0 && !(mean[k - 1] <= 0);
    if (begins && !(x[k] - starts.at(-1)! < markGap)) starts.push(x[k]);
  });
  return starts;
}

/** Lines with `most` points in all, moved by no more than that takes. */
function simplified(lines: readonly Line[], most: number): Point[][] {
  for (let tolerance = .25;; tolerance *= 2) {
    const simple = lines.map((line) => simplify(line, tolerance));
    const points = simple.reduce((sum, { length }) => sum + length, 0);
    if (points <= most || points <= 2 * lines.length) return simple;
  }
}

/** Places in pixels, from left to right. */
type Line = Record<"x" | "y", ArrayLike<number>>;

/**
 * Fewer points for the same picture: first the leftmost, lowest, highest and rightmost of every
 * column one pixel wide, so that no extreme is lost; then, of those, the ones without which the
 * line would move by more than `tolerance` pixels.
 *
 * Ramer, 1972; Douglas & Peucker, 1973. By hand, since simplify-js rounds its distances
 * differently, and with them the points of a locked figure.
 */
export function simplify(line: Line, tolerance = .25): Point[] {
  const points = columnExtremes(line);
  const keep = new Set([0, points.length - 1]);
  const spans = [[0, points.length - 1]];
  for (const [first, last] of spans) {
    let farthest = -1;
    let most = tolerance;
    for (let k = first + 1; k < last; k++) {
      const distance = toSegment(points[k], points[first], points[last]);
      if (distance > most) [farthest, most] = [k, distance];
    }
    if (farthest < 0) continue;
    keep.add(farthest);
    spans.push([first, farthest], [farthest, last]);
  }
  return points.filter((_, k) => keep.has(k));
}

function columnExtremes({ x, y }: Line): Point[] {
  const kept: number[] = [];
  for (let start = 0; start < x.length;) {
    const column = Math.floor(x[start]);
    let least = start, greatest = start, end = start;
    for (; end < x.length && Math.floor(x[end]) === column; end++) {
      if (y[end] < y[least]) least = end;
      if (y[end] > y[greatest]) greatest = end;
    }
    const four = new Set([start, least, greatest, end - 1]);
    kept.push(...[...four].sort((a, b) => a - b));
    start = end;
  }
  return kept.map((k) => ({ x: x[k], y: y[k] }));
}

/** How far a point is from the line between two others. */
function toSegment(point: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const [x, y] = [point.x - a.x, point.y - a.y];
  const along = (x * dx + y * dy) / (dx * dx + dy * dy || 1);
  const t = Math.max(0, Math.min(1, along));
  return Math.hypot(x - t * dx, y - t * dy);
}
