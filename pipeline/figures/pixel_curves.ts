import { scale, type ScaleOptions } from "./canvas.ts";
import { simplify } from "./simplify.ts";
import type { VisibleCurve } from "./visible_curves.ts";

/** One model's curve in pixels, with no more points than are seen. */
export interface PixelCurve extends Pick<VisibleCurve, "model" | "layer"> {
  line: Points;
  /** the outline, low from left to right and high back; undefined where one seed leaves no width */
  band?: Points;
  /** where a seed stopped early, on the mean */
  crosses: Points;
  /** where the mean of what should be below zero begins not to be, on the upper edge */
  zeros: Points;
}

export interface Points {
  x: number[];
  y: number[];
}

/** How far beyond the frame, in pixels, a line that leaves it is still drawn. */
const overshoot = 50;

/** Marks nearer to one another than this, in pixels, are one. */
const markGap = 8;

/** The part of all points that lines may have; bands, being pale, have the rest. */
const lineShare = .7;

/**
 * The curves in pixels, simplified: by a quarter of a pixel, or by as much as it takes to have no
 * more than `points` in all.
 */
export function pixelCurves(
  curves: readonly VisibleCurve[],
  { points, ...scales }: { x: ScaleOptions; y: ScaleOptions; points: number },
): PixelCurve[] {
  const place = placing(scales);
  const placed = curves.map((curve) => ({
    curve,
    x: curve.x.map(place.x),
    y: curve.mean.map(place.y),
  }));
  const lines = simplified(placed, lineShare * points);
  const edges = placed.filter(({ curve }) => curve.banded)
    .flatMap(({ curve, x }) => [
      { x, y: curve.low.map(place.y) },
      { x, y: curve.high.map(place.y) },
    ]);
  const sides = simplified(edges, (1 - lineShare) * points).values();
  return placed.map(({ curve, x, y }, k) => ({
    model: curve.model,
    layer: curve.layer,
    line: lines[k],
    band: curve.banded
      ? outline(sides.next().value!, sides.next().value!)
      : undefined,
    crosses: crosses(curve, { x, y }, place.frame),
    zeros: place.upsideDown
      ? zeros(curve, x, place.frame.top)
      : { x: [], y: [] },
  }));
}

/** Lines with `most` points in all, moved by no more than that takes. */
function simplified(
  lines: readonly Record<"x" | "y", Float64Array>[],
  most: number,
): Points[] {
  for (let tolerance = .25;; tolerance *= 2) {
    const simple = lines.map(({ x, y }) => {
      const kept = simplify(x, y, { tolerance });
      return { x: kept.map((k) => x[k]), y: kept.map((k) => y[k]) };
    });
    const points = simple.reduce((sum, { x }) => sum + x.length, 0);
    if (points <= most || points <= 2 * lines.length) return simple;
  }
}

function outline(low: Points, high: Points): Points {
  return {
    x: [...low.x, ...high.x.toReversed()],
    y: [...low.y, ...high.y.toReversed()],
  };
}

/** From data to pixels; what is far outside the frame is brought near it. */
function placing({ x, y }: { x: ScaleOptions; y: ScaleOptions }) {
  const across = scale({ x });
  const down = scale({ y });
  const range = y.range as [number, number];
  const [top, bottom] = [Math.min(...range), Math.max(...range)];
  const least = y.type === "log" ? Number.MIN_VALUE : -Infinity;
  const upsideDown = range[0] < range[1];
  return {
    x: (value: number): number => across.apply(value),
    y: (value: number): number =>
      upsideDown && value <= 0 ? top + 1 : Math.max(
        top - overshoot,
        Math.min(bottom + overshoot, down.apply(Math.max(least, value))),
      ),
    frame: { top, bottom },
    upsideDown,
  };
}

function crosses(
  { x: examples, endings }: VisibleCurve,
  { x, y }: Record<"x" | "y", Float64Array>,
  { top, bottom }: { top: number; bottom: number },
): Points {
  const ends = endings
    .map((ending) => examples.findLastIndex((reached) => reached <= ending.x))
    .filter((last) => last >= 0);
  return {
    x: ends.map((last) => x[last]),
    y: ends.map((last) => Math.max(top, Math.min(bottom, y[last]))),
  };
}

/** Where sizes of negative values are drawn, upside down, one that is not above zero begins. */
function zeros({ mean }: VisibleCurve, x: Float64Array, top: number): Points {
  const starts: number[] = [];
  mean.forEach((size, k) => {
    const begins = size <= 0 && !(mean[k - 1] <= 0);
    if (begins && !(x[k] - starts.at(-1)! < markGap)) starts.push(x[k]);
  });
  return { x: starts, y: starts.map(() => top) };
}
