import * as canvas from "./canvas.ts";
import { classOf } from "./class_names.ts";
import type { PixelCurve, Points } from "./pixel_curves.ts";
import { type MarkOptions, px, strokeOf } from "./strokes.ts";

/** Every model's band and, over all bands, every model's line; both cut at the frame. */
export function curveMarks(
  curves: readonly PixelCurve[],
  options: MarkOptions,
): canvas.Markish[] {
  return [
    ...curves.flatMap(({ band, model }) => band ? [bandMark(band, model)] : []),
    ...curves.map((curve) =>
      canvas.line(curve.line.x, {
        x: px(curve.line.x),
        y: px(curve.line.y),
        ...strokeOf(curve, options),
        clip: true,
      })
    ),
  ];
}

function bandMark({ x, y }: Points, model: string): canvas.Markish {
  return canvas.line(x, {
    x: px(x),
    y: px(y),
    className: classOf(model),
    fill: "currentColor",
    fillOpacity: .13,
    stroke: null,
    clip: true,
  });
}

/** A cross where each seed stopped early, a triangle where a line begins to lie on the upper edge. */
export function pointMarks(
  curves: readonly PixelCurve[],
  { layout: { stroke } }: MarkOptions,
): canvas.Markish[] {
  return curves.flatMap(({ model, crosses, zeros }) => [
    ...points(crosses, {
      className: classOf(model),
      symbol: "times",
      r: 4.5 * stroke,
      stroke: "currentColor",
      strokeWidth: 2 * stroke,
    }),
    ...points(zeros, {
      className: classOf(model),
      symbol: "triangle",
      r: 4 * stroke,
      fill: "currentColor",
    }),
  ]);
}

function points(
  { x, y }: Points,
  options: Record<string, string | number>,
): canvas.Markish[] {
  return x.length === 0
    ? []
    : [canvas.dot(x, { x: px(x), y: px(y), ...options })];
}
