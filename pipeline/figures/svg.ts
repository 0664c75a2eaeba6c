/**
 * The text of SVG files: the one door to Observable Plot, which draws, and to linkedom, the
 * document it draws on.
 *
 * A file stands alone, is well-formed XML, says what it shows to those who cannot see it, and is
 * the same text whenever the drawing is the same.
 */
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import type { Summary } from "../../lib/statistics/summary.ts";
import { classOf } from "./class_names.ts";
import type { Point } from "./curves.ts";
import type { Palette, Titled } from "./figure.ts";
import { darkRules, styleOf } from "./style.ts";
import { escapeXml } from "./text.ts";

export * from "@observablehq/plot";

/** What Plot draws. */
export interface Drawing extends Plot.PlotOptions {
  /** for the page's script: which measurement is drawn at a place */
  scales?: object;
}

/** Drawings in one file, each with the place of its upper left corner. */
export interface Sheet {
  width: number;
  height: number;
  /** the class of each is that of the file, a hyphen and its name */
  parts: { name: string; x: number; y: number; drawing: Drawing }[];
}

/**
 * The file of a figure that shows `models`, from the experiments of `summaries`, above `lines`. Its
 * name begins every class and id, so that several figures can share a page.
 */
export function figureFile(
  { name, title, caption, palette }: Titled & { palette?: Palette },
  { drawing, models, summaries, lines }: {
    drawing: Drawing | Sheet;
    models: readonly string[];
    summaries: readonly Summary[];
    lines: readonly string[];
  },
): string {
  const colours = models.map((model) =>
    [classOf(model), styleOf(model, palette).light] as const
  );
  let attributes, content;
  if ("parts" in drawing) {
    const { width, height, parts } = drawing;
    attributes =
      ` viewBox="0 0 ${width} ${height}" height="${height}" width="${width}" class="${name}"`;
    content = parts.map(({ name: part, x, y, drawing }) => {
      const root = drawn(drawing, `${name}-${part}`, colours);
      root.setAttribute("x", `${x}`);
      root.setAttribute("y", `${y}`);
      return xmlOf(root);
    }).join("");
  } else {
    const root = drawn(drawing, name, colours);
    attributes = attributesOf(root);
    content = contentOf(root);
  }
  const { width = 0, height = 0 } = drawing;
  const incomplete = summaries.some(({ missing }) => missing?.length);
  return `<svg aria-labelledby="${name}-title ${name}-description" role="img" xmlns="http://www.w3.org/2000/svg"${attributes}>` +
    `<title id="${name}-title">${escapeXml(title)}</title>` +
    `<desc id="${name}-description">${
      escapeXml(`${caption} ${lines.join(" ")}`)
    }</desc><style>${darkRules(name, models, palette)}</style>` +
    `<rect fill="#fff" height="100%" width="100%" class="paper"/>${content}` +
    `${incomplete ? watermark(width, height) : ""}</svg>\n`;
}

/** Large, pale and slanting, in the middle of a drawing. */
function watermark(width: number, height: number): string {
  const [x, y] = [width / 2, height / 2];
  const size = Math.round(Math.min(width / 8, height / 4));
  return `<text fill-opacity=".13" fill="currentColor" text-anchor="middle" font-weight="bold" font-size="${size}" font-family="system-ui, sans-serif" transform="rotate(-30 ${x} ${y})" y="${y}" x="${x}" class="watermark">incomplete</text>`;
}

/** What Plot draws, in the colours of classes, without a style sheet, its ids named after `name`. */
function drawn(
  { scales, ...options }: Drawing,
  name: string,
  colours: readonly (readonly [string, string])[],
): Element {
  const root = Plot.plot({
    ...options,
    document: parseHTML("<html></html>").document,
    className: name,
  });
  for (const style of root.querySelectorAll("style")) style.remove();
  // the parts of a picture that is described as a whole have no names
  for (const part of root.querySelectorAll("[aria-label]")) {
    part.removeAttribute("aria-label");
  }
  // Plot counts its clipping frames through the life of the process; here they are counted by file
  const clips = new Map<string | null, string>();
  for (const clip of root.querySelectorAll("clipPath")) {
    const id = `${name}-clip-${clips.size + 1}`;
    clips.set(`url(#${clip.getAttribute("id")})`, `url(#${id})`);
    clip.setAttribute("id", id);
  }
  for (const element of root.querySelectorAll("[clip-path]")) {
    element.setAttribute(
      "clip-path",
      clips.get(element.getAttribute("clip-path"))!,
    );
  }
  for (const [part, colour] of colours) {
    for (const element of root.querySelectorAll(`.${part}`)) {
      element.setAttribute("color", colour);
    }
  }
  if (scales) root.setAttribute("data-scales", JSON.stringify(scales));
  return root;
}

/** A node and all it holds as XML. By hand, since linkedom rounds nothing and leaves quotes as they are. */
function xmlOf(node: Node): string {
  if (node.nodeType === textNode) return escapeXml(node.textContent!);
  if (node.nodeType !== elementNode) return "";
  const element = node as Element;
  const name = element.localName;
  const content = contentOf(element);
  return `<${name}${attributesOf(element)}` +
    (content === "" ? "/>" : `>${content}</${name}>`);
}

const [elementNode, textNode] = [1, 3];

function contentOf({ childNodes }: Node): string {
  return [...childNodes].map(xmlOf).join("");
}

/** Attributes that hold lengths or paths, the only ones whose numbers are rounded. */
const geometric = new Set(
  ("d transform x y x1 x2 y1 y2 cx cy r dx dy width height stroke-width font-size")
    .split(" "),
);

function attributesOf({ attributes }: Element): string {
  return [...attributes].map(({ name, value }) =>
    ` ${name}="${escapeXml(geometric.has(name) ? rounded(value) : value)}"`
  ).join("");
}

/** `text` with every number in it rounded to two decimals. */
export function rounded(text: string): string {
  return text.replace(
    /-?\d+\.\d{3,}(?:e[-+]?\d+)?|-?\d+(?:\.\d+)?e[-+]?\d+/g,
    (number) => String(Math.round(Number(number) * 100) / 100 + 0),
  );
}

/** Points already in pixels, past the scales. */
export const inPixels = {
  x: { value: "x", scale: null },
  y: { value: "y", scale: null },
} as const;

/** A line through points. */
export function lineMark(
  points: Point[],
  options: Plot.LineOptions,
): Plot.Markish {
  return Plot.line(points, { ...inPixels, ...options });
}

/** Pixels of a sample of a line beside its name. */
export const sampleLength = 22;

/** A short level piece of a line, from a point to the right. */
export function sampleMark(
  x: number,
  y: number,
  options: Plot.LineOptions,
): Plot.Markish {
  return lineMark([{ x, y }, { x: x + sampleLength, y }], options);
}

/** Text that begins at a place given in pixels. */
export function textMark(
  content: string,
  x: number,
  y: number,
  options: Plot.TextOptions = {},
): Plot.Markish {
  return Plot.text([{ x, y }], {
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
  options: Plot.TextOptions = {},
): Plot.Markish {
  return lines.map((line, k) => textMark(line, x, y + k * lineHeight, options));
}
