/** Marks in pixels that panels, legends and captions are made of. */
import { classOf } from "./class_names.ts";
import type { PixelCurve, Point } from "./curves.ts";
import type { Palette } from "./figure.ts";
import type { Layout } from "./frame.ts";
import { layerStyleOf, styleOf } from "./style.ts";
import * as svg from "./svg.ts";

/** Points already in pixels, past the scales. */
export const inPixels = {
  x: { value: "x", scale: null },
  y: { value: "y", scale: null },
} as const;

/** A line through points. */
export function lineMark(
  points: Point[],
  options: svg.LineOptions,
): svg.Markish {
  return svg.line(points, { ...inPixels, ...options });
}

/** Pixels of a sample of a line beside its name. */
export const sampleLength = 22;

/** A short level piece of a line, from a point to the right. */
export function sampleMark(
  x: number,
  y: number,
  options: svg.LineOptions,
): svg.Markish {
  return lineMark([{ x, y }, { x: x + sampleLength, y }], options);
}

/** Options of a mark that draw it as a curve's line, so many times as wide as usual. */
export function strokeOf(
  { model, layer }: Pick<PixelCurve, "model" | "layer">,
  times: number,
  palette?: Palette,
) {
  const { opacity, width, dash, cap = "butt" } = layer === undefined
    ? styleOf(model, palette)
    : layerStyleOf(model, { layer, palette });
  return {
    className: classOf(model),
    stroke: "currentColor",
    strokeOpacity: opacity,
    strokeWidth: times * width,
    strokeDasharray: dash,
    strokeLinecap: cap,
    strokeLinejoin: "round",
  } as const;
}

/** Text that begins at a place given in pixels. */
export function textMark(
  content: string,
  x: number,
  y: number,
  options: svg.TextOptions = {},
): svg.Markish {
  return svg.text([{ x, y }], {
    ...inPixels,
    text: [content],
    textAnchor: "start",
    lineAnchor: "bottom",
    ...options,
  });
}

/** Pixels from one line of text to the next. */
export const lineHeight = 14;

/** Lines of text below one another, the first at a place given in pixels. */
export function linesMarks(
  lines: readonly string[],
  x: number,
  y: number,
  options: svg.TextOptions = {},
): svg.Markish[] {
  return lines.map((line, k) => textMark(line, x, y + k * lineHeight, options));
}

/** A layout with room for a caption, and its lines below what is drawn. */
export function withCaption(
  layout: Layout,
  caption: readonly string[],
): { layout: Layout; below: svg.Markish[] } {
  const { height } = layout;
  return {
    layout: { ...layout, height: height + lineHeight * caption.length },
    below: linesMarks(caption, 8, height + 10, { fontSize: 11 }),
  };
}
