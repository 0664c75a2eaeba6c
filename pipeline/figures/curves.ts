/** A panel's curves: the part of the measurements that it shows, then in pixels, with no more points than are seen. */
import type { Outcome } from "../../lib/io/trace.ts";
import { collapseIn } from "../../lib/statistics/conditions.ts";
import { averageSeries, type Curves } from "../../lib/statistics/curves.ts";
import type { Run } from "../../lib/statistics/run.ts";
import type { Summary } from "../../lib/statistics/summary.ts";
import type { Panel } from "./figure.ts";
import { scale, type ScaleOptions } from "./svg.ts";

/** What a panel is drawn from. */
export interface Results {
  curves: Curves;
  summary: Summary;
  /** every seed by itself, thinned; left out where there is one alone */
  runs?: readonly Run[];
}

/** A seed of a model that stopped before the end, and where that is on the horizontal axis: nowhere, not a number, if that does not count examples. */
export type Ending =
  & Exclude<Outcome, { status: "finished" }>
  & { model: string; seed: number; x: number };

/** A seed of a model that fell back to the mean image, and where that is on the horizontal axis. */
export type Collapse = Pick<Ending, "model" | "seed" | "iteration" | "x">;

/** One model's curve as a panel shows it: cut to its examples, in its unit. */
export interface VisibleCurve {
  model: string;
  /** of a panel that shows each by itself */
  seed?: number;
  /** counted from 1 where a panel shows several */
  layer?: number;
  x: Float64Array;
  /** how far an iteration goes on the horizontal axis, which counts examples unless its panel says what else */
  size: number;
  /** the last iteration measured, shown or not; 0 if there is none */
  last: number;
  mean: Float64Array;
  low: Float64Array;
  high: Float64Array;
  /** whether any point is over several seeds */
  banded: boolean;
  /** every seed by itself; none where there is one alone */
  seeds: SeedCurve[];
  endings: Ending[];
  collapses: Collapse[];
}

/** One seed's curve as a panel shows it. */
export interface SeedCurve {
  seed: number;
  x: Float64Array;
  value: Float64Array;
}

/**
 * The curves of `panel`: layer by layer, each in the order of the experiment's models. That of a
 * model that stopped before it was measured has no points, only its ending.
 *
 * @throws {RangeError} if no model measured a metric of the panel, or stopped before it could.
 */
export function visibleCurves(
  panel: Panel,
  { curves, summary, runs = [] }: Results,
): VisibleCurve[] {
  const { name, experiment, metrics, first = Infinity, horizontal } = panel;
  const least = horizontal?.scale === "log" ? Number.MIN_VALUE : 0;
  const { from = least } = panel;
  const { factor = 1, negative } = panel.vertical;
  const scale = negative ? -factor : factor;
  const { batchSize = 1 } = summary.settings as { batchSize?: number };
  const size = horizontal ? 1 : batchSize;
  const models = summary.models
    .filter(({ name }) => panel.models?.includes(name) ?? true);
  /** Where measurements are on the horizontal axis, and from which to which are shown. */
  const placesOf = ({ iteration }: { iteration: ArrayLike<number> }) => {
    const x = Float64Array.from(iteration, (at) => size * at);
    const before = x.filter((at) => at < from).length;
    const end = x.findLastIndex((at) => at <= first) + 1;
    return { x, shown: [before, end] as const };
  };
  const timeOf = ({ iteration }: { iteration: number }) =>
    horizontal ? NaN : size * iteration;
  const visibles = metrics.flatMap((metric, k) =>
    models.flatMap(({ name: model, outcomes }): VisibleCurve[] => {
      const endings = outcomes.flatMap(({ seed, outcome }) =>
        outcome.status === "finished"
          ? []
          : [{ model, seed, x: timeOf(outcome), ...outcome }]
      );
      const collapses = outcomes.flatMap(({ seed, events }): Collapse[] => {
        const iteration = collapseIn(events);
        const x = timeOf({ iteration });
        return iteration < Infinity ? [{ model, seed, iteration, x }] : [];
      });
      const measured = curves[model] ?? {};
      // what is no curve in time may be measured after training alone
      const stopped = endings.length > 0 &&
        (horizontal || Object.keys(measured).length === 0);
      const curve = measured[metric] ?? (stopped && averageSeries([]));
      if (!curve) return [];
      const { x, shown } = placesOf(curve);
      const values = (part: Float64Array) =>
        part.subarray(...shown).map((value) => value * scale);
      const [low, high] = [values(curve.low), values(curve.high)];
      const seeds = runs.flatMap((run): SeedCurve[] => {
        const series = run.model === model && run.trace.series[metric];
        if (!series) return [];
        const { x, shown } = placesOf(series);
        const value = Float64Array.from(series.value).subarray(...shown)
          .map((value) => value * scale);
        return [{ seed: run.seed, x: x.subarray(...shown), value }];
      });
      const isShown = ({ x }: { x: number }) =>
        horizontal || x >= from && x <= first;
      const whole: VisibleCurve = {
        model,
        layer: metrics.length > 1 ? k + 1 : undefined,
        x: x.subarray(...shown),
        size,
        last: curve.iteration.at(-1) ?? 0,
        mean: values(curve.mean),
        low: negative ? high : low,
        high: negative ? low : high,
        banded: curve.count.subarray(...shown).some((count) => count > 1),
        seeds: seeds.length > 1 ? seeds : [],
        endings: endings.filter(isShown),
        collapses: collapses.filter(isShown),
      };
      return panel.eachSeed && seeds.length > 0
        ? seeds.map((seed) => oneSeed(whole, seed))
        : [whole];
    })
  );
  if (!visibles.some(({ x, endings }) => x.length > 0 || endings.length > 0)) {
    const wanted = `${experiment} measured ${metrics.join(" or ")}`;
    throw new RangeError(`Cannot draw ${name}: no model of ${wanted}`);
  }
  return visibles;
}

/** A curve of one seed alone. */
function oneSeed(
  { endings, collapses, ...curve }: VisibleCurve,
  { seed, x, value }: SeedCurve,
): VisibleCurve {
  const isMine = (one: { seed: number }) => one.seed === seed;
  return {
    ...{ ...curve, seed, x, mean: value, low: value, high: value },
    ...{ banded: false, seeds: [] },
    endings: endings.filter(isMine),
    collapses: collapses.filter(isMine),
  };
}

/** One model's curve in pixels. */
export interface PixelCurve
  extends Pick<VisibleCurve, "model" | "seed" | "layer"> {
  line: Point[];
  /** the outline, low from left to right and high back; empty where one seed leaves no width */
  band: Point[];
  /** every seed's line; none where there is one alone */
  seeds: { seed: number; line: Point[] }[];
  /** where a seed stopped early, on its line, or on the mean where it has none */
  crosses: Point[];
  /** where a seed collapsed, likewise */
  rings: Point[];
  /** where the mean of what should be below zero begins not to be, on the upper edge */
  zeros: Point[];
}

export type Point = Record<"x" | "y", number>;

/** Pixels a line is drawn beyond the frame, and between marks that are not one. */
const [overshoot, markGap] = [50, 8];

/** The part of all points that lines may have; bands, being pale, have the rest. */
const lineShare = .7;

/** How many points the lines of single seeds may have beside these, as a part of them. */
const seedShare = .4;

/**
 * The curves in pixels, simplified: by a quarter of a pixel, or by as much as it takes to have no
 * more than `points` in all, beside those of single seeds. What is far outside the frame is brought near it.
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
  const at = (x: Float64Array, value: Float64Array) => ({
    x: x.map((value) => across.apply(value)),
    y: value.map(place),
  });
  const placed = curves.map((curve) => ({
    ...curve,
    ...at(curve.x, curve.mean),
    seeds: curve.seeds.map(({ seed, x, value }) => ({ seed, ...at(x, value) })),
  }));
  const lines = simplified(placed, lineShare * points);
  const thin = thinned(
    placed.flatMap(({ seeds }) => seeds),
    seedShare * points,
  );
  const sides = simplified(
    placed.flatMap(({ banded, x, low, high }) =>
      banded ? [low, high].map((side) => ({ x, y: side.map(place) })) : []
    ),
    (1 - lineShare) * points,
  );
  return placed.map((curve, k) => {
    const { model, seed, layer, banded, seeds, endings, collapses } = curve;
    /** Where something happened to a seed. */
    const onLine = (event: { seed: number; x: number }): Point[] => {
      const { x, y } = seeds.find(({ seed }) => seed === event.seed) ?? curve;
      const end = across.apply(event.x);
      const last = x.findLastIndex((at) => at <= end);
      return last < 0
        ? []
        : [{ x: x[last], y: Math.max(top, Math.min(bottom, y[last])) }];
    };
    return {
      ...{ model, seed, layer },
      line: lines[k],
      band: banded ? [...sides.shift()!, ...sides.shift()!.toReversed()] : [],
      seeds: seeds.map(({ seed }) => ({ seed, line: thin.shift()! })),
      crosses: endings.flatMap(onLine),
      rings: collapses.flatMap(onLine),
      zeros: upsideDown
        ? zeros(curve.mean, curve.x).map((x) => ({ x, y: top }))
        : [],
    };
  });
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
    const simple = lines.map((line) => simplify(line, { tolerance }));
    if (pointsOf(simple) <= Math.max(most, 2 * lines.length)) return simple;
  }
}

/** The same, but extremes stay where they are, and between them the shape is lost. */
function thinned(lines: readonly Line[], most: number): Point[][] {
  const pixels = lines.filter(({ x }) => x.length > 0)
    .reduce((sum, { x }) => sum + x[x.length - 1] - x[0], 0);
  // noise has two points in each column, other lines fewer
  for (let column = Math.max(1, pixels / most / 4);;) {
    const simple = lines.map((line) => simplify(line, { column }));
    const points = pointsOf(simple);
    // a line of one column has its ends and extremes
    if (points <= Math.max(most, 4 * lines.length)) return simple;
    column *= Math.max(1.2, Math.sqrt(points / most));
  }
}

function pointsOf(lines: readonly Point[][]): number {
  return lines.reduce((sum, { length }) => sum + length, 0);
}

/** Places in pixels, from left to right. */
type Line = Record<"x" | "y", ArrayLike<number>>;

/**
 * Fewer points for the same picture: first the leftmost, lowest, highest and rightmost of every
 * column one pixel wide, so that no extreme is lost, or of a wider `column` the lowest and highest
 * alone; then, of those, the ones without which the line would move by more than `tolerance` pixels.
 *
 * Ramer, 1972; Douglas & Peucker, 1973. By hand, since simplify-js rounds its distances
 * differently, and with them the points of a locked figure.
 */
export function simplify(
  line: Line,
  { tolerance = .25, column = 1 } = {},
): Point[] {
  const points = columnExtremes(line, column);
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

function columnExtremes({ x, y }: Line, width: number): Point[] {
  const kept = new Set<number>();
  for (let start = 0; start < x.length;) {
    const column = Math.floor(x[start] / width);
    let least = start, greatest = start, end = start;
    for (; end < x.length && Math.floor(x[end] / width) === column; end++) {
      if (y[end] < y[least]) least = end;
      if (y[end] > y[greatest]) greatest = end;
    }
    const ends = [start, end - 1].filter((k) =>
      width === 1 || k === 0 || k === x.length - 1
    );
    for (const k of [...ends, least, greatest].sort((a, b) => a - b)) {
      kept.add(k);
    }
    start = end;
  }
  return [...kept].map((k) => ({ x: x[k], y: y[k] }));
}

/** How far a point is from the line between two others. */
function toSegment(point: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const [x, y] = [point.x - a.x, point.y - a.y];
  const along = (x * dx + y * dy) / (dx * dx + dy * dy || 1);
  const t = Math.max(0, Math.min(1, along));
  // many times faster than Math.hypot
  return Math.sqrt((x - t * dx) ** 2 + (y - t * dy) ** 2);
}
