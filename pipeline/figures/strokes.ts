import * as canvas from "./canvas.ts";
import { classOf } from "./class_names.ts";
import type { Layout } from "./layout.ts";
import type { Palette } from "./figure.ts";
import type { PixelCurve } from "./pixel_curves.ts";
import { layerStyleOf, styleOf } from "./style.ts";

/** How marks look in one panel. */
export interface MarkOptions {
  layout: Layout;
  palette?: Palette;
}

/** Pixels of a sample of a line beside its name. */
export const sampleLength = 22;

/** Values already in pixels, past the scales. */
export function px(value: number[]) {
  return { value, scale: null };
}

/** A short piece of a curve's line, from a point to the right. */
export function sampleMark(
  [x, y]: [number, number],
  curve: Pick<PixelCurve, "model" | "layer">,
  options: MarkOptions,
): canvas.Markish {
  return segmentMark([x, y], [x + sampleLength, y], strokeOf(curve, options));
}

/** A straight line between two points. */
export function segmentMark(
  [x1, y1]: [number, number],
  [x2, y2]: [number, number],
  options: canvas.LinkOptions,
): canvas.Markish {
  return canvas.link([0], {
    x1: px([x1]),
    y1: px([y1]),
    x2: px([x2]),
    y2: px([y2]),
    ...options,
  });
}

/** Options of a mark that draw it as a curve's line. */
export function strokeOf(
  { model, layer }: Pick<PixelCurve, "model" | "layer">,
  { layout, palette }: MarkOptions,
) {
  const { opacity, width, dash, cap = "butt" } = layer === undefined
    ? styleOf(model, palette)
    : layerStyleOf(model, { layer, palette });
  return {
    className: classOf(model),
    stroke: "currentColor",
    strokeOpacity: opacity,
    strokeWidth: width * layout.stroke,
    strokeDasharray: dash,
    strokeLinecap: cap,
    strokeLinejoin: "round",
  } as const;
}
