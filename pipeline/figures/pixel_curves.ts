import { scale, type ScaleOptions } from "./canvas.ts";
import { simplify } from "./simplify.ts";
import type { VisibleCurve } from "./visible_curves.ts";

/** One model's curve in pixels, with no more points than are seen. */
export interface PixelCurve {
  model: string;
  line: { x: number[]; y: number[] };
  /** undefined where one seed leaves no width */
  band?: { x: number[]; low: number[]; high: number[] };
  /** where a seed stopped early, on the mean */
  crosses: { x: number; y: number }[];
}

/** Points of all lines and bands of one figure: what keeps its file under 300 kB. */
const mostPoints = 15_000;

/** How far beyond the frame, in pixels, a line that leaves it is still drawn. */
const overshoot = 50;

/**
 * The curves in pixels, simplified: by a quarter of a pixel, or by as much as the largest file
 * needs.
 */
export function pixelCurves(
  curves: readonly VisibleCurve[],
  scales: { x: ScaleOptions; y: ScaleOptions },
): PixelCurve[] {
  const place = placing(scales);
  const placed = curves.map((curve) => ({
    x: curve.x.map(place.x),
    mean: curve.mean.map(place.y),
    low: curve.low.map(place.y),
    high: curve.high.map(place.y),
  }));
  for (let tolerance = .25;; tolerance *= 2) {
    let points = 0;
    const simple = placed.map(({ x, mean, low, high }, k): PixelCurve => {
      const line = simplify(x, mean, { tolerance });
      const edges = curves[k].banded
        ? union(
          simplify(x, low, { tolerance }),
          simplify(x, high, { tolerance }),
        )
        : [];
      points += line.length + 2 * edges.length;
      const at = (values: Float64Array, kept: number[]) =>
        kept.map((index) => values[index]);
      return {
        model: curves[k].model,
        line: { x: at(x, line), y: at(mean, line) },
        band: curves[k].banded
          ? { x: at(x, edges), low: at(low, edges), high: at(high, edges) }
          : undefined,
        crosses: crosses(curves[k], x, mean, place.frame),
      };
    });
    if (points <= mostPoints) return simple;
  }
}

/** From data to pixels; what is far outside the frame is brought near it. */
function placing({ x, y }: { x: ScaleOptions; y: ScaleOptions }) {
  const across = scale({ x });
  const down = scale({ y });
  const [bottom, top] = y.range as [number, number];
  const least = y.type === "log" ? Number.MIN_VALUE : -Infinity;
  return {
    x: (value: number): number => across.apply(value),
    y: (value: number): number =>
      Math.max(
        top - overshoot,
        Math.min(bottom + overshoot, down.apply(Math.max(least, value))),
      ),
    frame: { top, bottom },
  };
}

function crosses(
  { x: iterations, endings }: VisibleCurve,
  x: Float64Array,
  y: Float64Array,
  { top, bottom }: { top: number; bottom: number },
): { x: number; y: number }[] {
  return endings.flatMap(({ iteration }) => {
    const last = iterations.findLastIndex((reached) => reached <= iteration);
    return last < 0
      ? []
      : [{ x: x[last], y: Math.max(top, Math.min(bottom, y[last])) }];
  });
}

function union(a: readonly number[], b: readonly number[]): number[] {
  return [...new Set([...a, ...b])].sort((one, other) => one - other);
}
