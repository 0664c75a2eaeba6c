/**
 * Plot's options → the text of an SVG file: the one door to Observable Plot and to linkedom, the
 * document it draws on.
 *
 * The file stands alone, is well-formed XML, says what it shows to those who cannot see it, and is
 * the same text whenever the options are the same.
 */
import { plot, type PlotOptions } from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { nameClips, setAll, type SvgElement } from "./svg_element.ts";
import { svgText } from "./svg_text.ts";

export {
  axisX,
  axisY,
  dot,
  frame,
  gridY,
  line,
  link,
  type LinkOptions,
  type Markish,
  type PlotOptions,
  ruleY,
  scale,
  type ScaleOptions,
  text,
} from "@observablehq/plot";

const svgSpace = "http://www.w3.org/2000/svg";

/** What a file needs beside what Plot draws. */
export interface FileOptions {
  /** class of the root and beginning of every id, so that several figures can share a page */
  name: string;
  title: string;
  description: string;
  /** rules of style; begin each selector with `.<name>` */
  css: string;
  /** attributes to add, by class */
  byClass?: Record<string, Record<string, string>>;
  /** a word to stand across the whole drawing */
  watermark?: string;
}

/** One drawing of several in a file: where its upper left corner is, and what Plot draws. */
export interface Part {
  /** its class is that of the file, a hyphen and this */
  name: string;
  x: number;
  y: number;
  options: PlotOptions;
}

type Document = PlotOptions["document"] & {
  createElementNS(space: string, name: string): SvgElement;
};

/** Draws with Plot and gives the file's text. */
export function svgFile(options: PlotOptions, file: FileOptions): string {
  const document = emptyDocument();
  return fileText(drawing(options, { name: file.name, document }), {
    ...file,
    document,
  });
}

/** Draws every part with Plot, each in its place, and gives the text of the file that holds them. */
export function svgSheet(
  parts: readonly Part[],
  { width, height, ...file }: FileOptions & { width: number; height: number },
): string {
  const document = emptyDocument();
  const root = document.createElementNS(svgSpace, "svg");
  setAll(root, {
    class: file.name,
    width: `${width}`,
    height: `${height}`,
    viewBox: `0 0 ${width} ${height}`,
  });
  for (const { name, x, y, options } of parts) {
    const part = drawing(options, { name: `${file.name}-${name}`, document });
    setAll(part, { x: `${x}`, y: `${y}` });
    root.append(part);
  }
  return fileText(root, { ...file, document });
}

function emptyDocument(): Document {
  return (parseHTML("<html></html>") as unknown as { document: Document })
    .document;
}

/** What Plot draws, without its style sheet and with clipping frames named after `name`. */
function drawing(
  options: PlotOptions,
  { name, document }: { name: string; document: Document },
): SvgElement {
  const root = plot({
    ...options,
    document,
    className: name,
  }) as unknown as SvgElement;
  for (const style of root.querySelectorAll("style")) style.remove();
  nameClips(root, name);
  return root;
}

function fileText(
  root: SvgElement,
  { name, title, description, css, byClass = {}, watermark, document }:
    & FileOptions
    & { document: Document },
): string {
  const make = (tag: string, content: string, id?: string) => {
    const element = document.createElementNS(svgSpace, tag);
    if (id) element.setAttribute("id", id);
    (element as { textContent: string }).textContent = content;
    return element;
  };
  for (const [part, attributes] of Object.entries(byClass)) {
    for (const element of root.querySelectorAll(`.${part}`)) {
      setAll(element, attributes);
    }
  }
  const paper = make("rect", "");
  setAll(paper, {
    class: "paper",
    width: "100%",
    height: "100%",
    fill: "#fff",
  });
  root.prepend(
    make("title", title, `${name}-title`),
    make("desc", description, `${name}-description`),
    make("style", css),
    paper,
  );
  if (watermark) {
    const across = make("text", watermark);
    setAll(across, watermarkAttributes(root));
    root.append(across);
  }
  setAll(root, {
    xmlns: svgSpace,
    role: "img",
    "aria-labelledby": `${name}-title ${name}-description`,
  });
  return svgText(root) + "\n";
}

/** Large, pale and slanting, in the middle of a drawing. */
function watermarkAttributes(root: SvgElement): Record<string, string> {
  const [width, height] = ["width", "height"].map((name) =>
    Number(root.getAttribute(name))
  );
  return {
    class: "watermark",
    x: `${width / 2}`,
    y: `${height / 2}`,
    transform: `rotate(-30 ${width / 2} ${height / 2})`,
    "font-family": "system-ui, sans-serif",
    "font-size": `${Math.round(Math.min(width / 8, height / 4))}`,
    "font-weight": "bold",
    "text-anchor": "middle",
    fill: "currentColor",
    "fill-opacity": ".13",
  };
}
