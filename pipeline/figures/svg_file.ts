/**
 * An SVG file from what is drawn in it: the one door to linkedom, the document it is drawn on.
 *
 * The file stands alone, is well-formed XML, says what it shows to those who cannot see it, and is
 * the same text whenever the drawing is the same.
 */
import { parseHTML } from "linkedom";
import { setAll, type SvgElement } from "./svg_element.ts";
import { svgText } from "./svg_text.ts";

const svgSpace = "http://www.w3.org/2000/svg";

/** What a file needs beside what is drawn. */
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

/** The part of linkedom's documents used here. */
export interface Document {
  createElementNS(space: string, name: string): SvgElement;
}

export function emptyDocument(): Document {
  return (parseHTML("<html></html>") as unknown as { document: Document })
    .document;
}

/** An element of `document`, with what it holds: other elements, or text. */
export function createElement(
  document: Document,
  tag: string,
  attributes: Record<string, string>,
  content: SvgElement[] | string = [],
): SvgElement {
  const element = document.createElementNS(svgSpace, tag);
  setAll(element, attributes);
  if (typeof content === "string") {
    (element as { textContent: string }).textContent = content;
  } else element.append(...content);
  return element;
}

/** The root of a file, to be drawn in. */
export function createRoot(
  document: Document,
  { name, width, height }: { name: string; width: number; height: number },
): SvgElement {
  return createElement(document, "svg", {
    class: name,
    width: `${width}`,
    height: `${height}`,
    viewBox: `0 0 ${width} ${height}`,
  });
}

/** The text of the file whose drawing is `root`, an element of `document`. */
export function fileText(
  root: SvgElement,
  { name, title, description, css, byClass = {}, watermark, document }:
    & FileOptions
    & { document: Document },
): string {
  for (const [part, attributes] of Object.entries(byClass)) {
    for (const element of root.querySelectorAll(`.${part}`)) {
      setAll(element, attributes);
    }
  }
  const make = createElement.bind(null, document);
  root.prepend(
    make("title", { id: `${name}-title` }, title),
    make("desc", { id: `${name}-description` }, description),
    make("style", {}, css),
    make("rect", {
      class: "paper",
      width: "100%",
      height: "100%",
      fill: "#fff",
    }),
  );
  if (watermark) {
    root.append(make("text", watermarkAttributes(root), watermark));
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
