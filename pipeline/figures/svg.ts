/**
 * The text of SVG files: the one door to Observable Plot, which draws, and to linkedom, the
 * document it draws on.
 *
 * A file stands alone, on white paper wherever it is pasted, is well-formed XML, says what it shows
 * to those who cannot see it, and is the same text whenever the drawing is the same.
 */
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import * as Plot from "@observablehq/plot";
import { DOMParser } from "linkedom";
import type { Summary } from "../../lib/statistics/summary.ts";
import { classOf, wordParts } from "./class_names.ts";
import type { Styles, Titled } from "./figure.ts";
import type { PanelScales } from "./plot_panel.ts";
import { sampleLength } from "./frame.ts";
import { styleOf } from "./style.ts";
import { escapeXml, wrap } from "./text.ts";

export * from "@observablehq/plot";

/** What Plot draws: a file, or a part of one. */
export interface Drawing extends Plot.PlotOptions {
  width: number;
  height: number;
  /** of a panel */
  scales?: PanelScales;
  /** whose colours it has; of a panel, those of its scales */
  models?: readonly string[];
  /** a part's name, and where its upper left corner is */
  part?: { name: string; x: number; y: number };
}

/**
 * The file of a figure, from the experiments of `summaries`, above `lines`: one drawing, or its
 * parts. Its name begins every class and id, so that several figures can share a page.
 */
export function figureFile(
  figure: Titled & Styles,
  { drawings, summaries, lines }: {
    drawings: readonly Drawing[];
    summaries: readonly Summary[];
    lines: readonly string[];
  },
): string {
  const { name, title, caption } = figure;
  const models = [
    ...new Set(
      drawings.flatMap(({ scales, models }) => models ?? scales?.models ?? []),
    ),
  ];
  const colours = models.map((model) =>
    [classOf(model), styleOf(model, figure).light] as const
  );
  const right = drawings.map(({ part, width }) => (part?.x ?? 0) + width);
  const bottom = drawings.map(({ part, height }) => (part?.y ?? 0) + height);
  const [width, height] = [Math.max(...right), Math.max(...bottom)];
  let attributes =
    ` viewBox="0 0 ${width} ${height}" height="${height}" width="${width}" class="${name}"`;
  let content = "";
  for (const { part, ...drawing } of drawings) {
    const drawn = draw(drawing, part ? `${name}-${part.name}` : name, colours);
    if (part) {
      content +=
        `<svg y="${part.y}" x="${part.x}"${drawn.attributes}>${drawn.content}</svg>`;
    } else ({ attributes, content } = drawn);
  }
  const sentences = lines.map((line) => line.replace(/\.$/, "")).join("; ");
  const incomplete = summaries.some(({ missing }) => missing?.length);
  return `<svg aria-labelledby="${name}-title ${name}-description" role="img" xmlns="http://www.w3.org/2000/svg"${attributes}>` +
    `<title id="${name}-title">${escapeXml(title)}</title>` +
    `<desc id="${name}-description">${
      escapeXml(`${caption}\n${sentences}`)
    }</desc>` +
    `<rect fill="#fff" height="100%" width="100%" class="paper"/>${content}` +
    `${incomplete ? watermark(width, height) : ""}</svg>\n`;
}

/** Large, pale and slanting, in the middle of a drawing. */
function watermark(width: number, height: number): string {
  const [x, y] = [width / 2, height / 2];
  const size = Math.round(Math.min(width / 8, height / 4));
  return `<text fill-opacity=".13" fill="currentColor" text-anchor="middle" font-weight="bold" font-size="${size}" font-family="system-ui, sans-serif" transform="rotate(-30 ${x} ${y})" y="${y}" x="${x}" class="watermark">incomplete</text>`;
}

/** Attributes that hold lengths or paths, the only ones whose numbers are rounded. */
const geometric =
  /^([cd]?[xy]|[xy][12]|d|r|transform|width|height|stroke-width|font-size)$/;

/**
 * The attributes and the content of what Plot draws: in the colours of classes, without a style
 * sheet, its ids named after `name`.
 */
function draw(
  { scales, ...options }: Drawing,
  name: string,
  colours: readonly (readonly [string, string])[],
): { attributes: string; content: string } {
  const page = new DOMParser().parseFromString("<svg/>", "image/svg+xml");
  const document = page as unknown as Document;
  const root = Plot.plot({ ...options, document, className: name });
  for (const style of root.querySelectorAll("style")) style.remove();
  for (const [part, colour] of colours) {
    for (const element of root.querySelectorAll(`.${part}`)) {
      element.setAttribute("color", colour);
    }
  }
  for (const path of root.querySelectorAll("[aria-description] path")) {
    path.setAttribute("d", shortPath(path.getAttribute("d")!));
  }
  for (const element of root.querySelectorAll("*")) {
    // the parts of a picture that is described as a whole have no names
    element.removeAttribute("aria-label");
    element.removeAttribute("aria-description");
    for (const attribute of element.attributes) {
      if (geometric.test(attribute.name)) {
        attribute.value = rounded(attribute.value);
      }
    }
  }
  const [, attributes, content] = root.outerHTML.replaceAll(" />", "/>")
    // Plot counts its clipping frames, one a drawing, through the life of the process
    .replace(/plot-clip-\d+/g, `${name}-clip-1`)
    .match(/^<svg(.*?)>(.*)<\/svg>$/s)!;
  const data = scales
    ? ` data-scales="${escapeXml(JSON.stringify(scales))}"`
    : "";
  return { attributes: data + attributes, content };
}

/** `text` with every number in it rounded to two decimals. */
export function rounded(text: string): string {
  return text.replace(
    /-?\d+\.\d{3,}(?:e[-+]?\d+)?|-?\d+(?:\.\d+)?e[-+]?\d+/g,
    (number) => String(Math.round(Number(number) * 100) / 100 + 0),
  );
}

/** A path of straight lines, from point to point by tenths of a pixel, which is half as long. */
export function shortPath(path: string): string {
  let [x, y] = [0, 0];
  return path.replace(/([ML])([^,]+),([^LMZ]+)/g, (_, letter, right, down) => {
    const [before, above] = letter === "M" ? [0, 0] : [x, y];
    [x, y] = [right, down].map((at) => Math.round(10 * at));
    const [across, along] = [(x - before) / 10, (y - above) / 10];
    return `${letter === "M" ? "M" : "l"}${across},${along}`;
  }).replaceAll(",-", "-");
}

/** Lines of many points, each with what its points have in common as `z`, in as few bytes as can be. */
export function shortLineMarks(
  points: readonly { x: number; y: number; z: number }[],
  options: Plot.LineOptions,
): Plot.Markish {
  return lineMark(points, { z: "z", ariaDescription: "short", ...options });
}

/** Points already in pixels, past the scales. */
export const inPixels = {
  x: { value: "x", scale: null },
  y: { value: "y", scale: null },
} as const;

/** A line through points that are given in pixels, and dots at such. */
export function lineMark(
  points: readonly { x: number; y: number }[],
  options: Plot.LineOptions,
): Plot.Markish {
  return Plot.line([...points], { ...inPixels, ...options });
}
export function dotMark(
  points: readonly { x: number; y: number }[],
  options: Plot.DotOptions,
): Plot.Markish {
  return Plot.dot([...points], { ...inPixels, ...options });
}

/** A short level piece of a line, from a point to the right. */
export function sampleMark(
  x: number,
  y: number,
  options: Plot.LineOptions,
): Plot.Markish {
  return lineMark([{ x, y }, { x: x + sampleLength, y }], options);
}

/** Panels under a title and above lines of text, which are broken where the panels, or `least`, end. */
export function titled(
  title: string,
  panels: readonly Drawing[],
  { lines, fontSize, least = 0 }: {
    lines: readonly string[];
    fontSize: number;
    least?: number;
  },
): Drawing[] {
  const above = 24;
  const ends = panels.map(({ part, width }) => part!.x + width);
  const width = Math.max(least, ...ends);
  const height = Math.max(...panels.map(({ height }) => height));
  const text = wrap(lines, width, .56 * fontSize);
  const words = { width, axis: null, style: { fontSize: `${fontSize}px` } };
  return [
    {
      ...{ ...words, height: above },
      marks: [textMark(title, 8, 18, { fontSize: 14, fontWeight: "bold" })],
      part: { name: wordParts.head, x: 0, y: 0 },
    },
    ...panels.map((panel) => ({
      ...panel,
      part: { ...panel.part!, y: above },
    })),
    {
      ...{ ...words, height: lineHeight * (text.length + 1) },
      marks: [textMark(text, 8, lineHeight)],
      part: { name: wordParts.foot, x: 0, y: above + height },
    },
  ];
}

/** Pixels from one line of text to the next. */
export const lineHeight = 17;

/** A line of text, or several below one another, that begins at a place given in pixels. */
export function textMark(
  text: string | readonly string[],
  x: number,
  y: number,
  options: Plot.TextOptions = {},
): Plot.Markish {
  return [text].flat().map((line, k) =>
    Plot.text([{ x, y: y + k * lineHeight }], {
      ...inPixels,
      text: [line],
      textAnchor: "start",
      lineAnchor: "bottom",
      ...options,
    })
  );
}
