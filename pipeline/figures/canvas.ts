/**
 * Plot's options → the text of an SVG file: the one door to Observable Plot.
 */
import { plot, type PlotOptions } from "@observablehq/plot";
import { nameClips, setAll, type SvgElement } from "./svg_element.ts";
import {
  createRoot,
  type Document,
  emptyDocument,
  type FileOptions,
  fileText,
} from "./svg_file.ts";

export {
  axisX,
  axisY,
  dot,
  frame,
  gridY,
  image,
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

/** What Plot draws, and attributes of the element that holds it. */
export interface Drawing extends PlotOptions {
  attributes?: Record<string, string>;
}

/** One drawing of several in a file: where its upper left corner is, and what Plot draws. */
export interface Part {
  /** its class is that of the file, a hyphen and this */
  name: string;
  x: number;
  y: number;
  options: Drawing;
}

/** Draws with Plot and gives the file's text. */
export function svgFile(options: Drawing, file: FileOptions): string {
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
  const root = createRoot(document, { name: file.name, width, height });
  for (const { name, x, y, options } of parts) {
    const part = drawing(options, { name: `${file.name}-${name}`, document });
    setAll(part, { x: `${x}`, y: `${y}` });
    root.append(part);
  }
  return fileText(root, { ...file, document });
}

/** What Plot draws, without its style sheet and names of parts, and with clipping frames named after `name`. */
function drawing(
  { attributes = {}, ...options }: Drawing,
  { name, document }: { name: string; document: Document },
): SvgElement {
  const root = plot({
    ...options,
    // a whole browser's is wanted, but this much is enough
    document: document as never,
    className: name,
  }) as unknown as SvgElement;
  for (const style of root.querySelectorAll("style")) style.remove();
  // the parts of a picture that is described as a whole have no names
  for (const part of root.querySelectorAll("[aria-label]")) {
    part.removeAttribute("aria-label");
  }
  nameClips(root, name);
  setAll(root, attributes);
  return root;
}
