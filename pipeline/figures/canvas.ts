/**
 * Plot's options → the text of an SVG file: the one door to Observable Plot and to linkedom, the
 * document it draws on.
 *
 * The file stands alone, is well-formed XML, says what it shows to those who cannot see it, and is
 * the same text whenever the options are the same.
 */
import { plot, type PlotOptions } from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { type ElementLike, svgText } from "./svg_text.ts";

export {
  areaY,
  axisX,
  axisY,
  dot,
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
}

/** The part of linkedom's elements used here. */
interface Element extends ElementLike {
  id: string;
  readonly children: Iterable<Element>;
  readonly style: unknown;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  querySelectorAll(selector: string): Iterable<Element>;
  prepend(...children: Element[]): void;
  remove(): void;
}

/** Draws with Plot and gives the file's text. */
export function svgFile(options: PlotOptions, file: FileOptions): string {
  const { document } = parseHTML("<html></html>") as unknown as {
    document: PlotOptions["document"] & {
      createElementNS(space: string, name: string): Element;
    };
  };
  const drawing = plot({ ...options, document, className: file.name });
  const root = drawing as unknown as Element;
  const make = (name: string, content: string, id?: string) => {
    const element = document.createElementNS(svgSpace, name);
    if (id) element.setAttribute("id", id);
    (element as { textContent: string }).textContent = content;
    return element;
  };
  for (const style of root.querySelectorAll("style")) style.remove();
  nameClips(root, file.name);
  for (const [name, attributes] of Object.entries(file.byClass ?? {})) {
    for (const element of root.querySelectorAll(`.${name}`)) {
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
    make("title", file.title, `${file.name}-title`),
    make("desc", file.description, `${file.name}-description`),
    make("style", file.css),
    paper,
  );
  setAll(root, {
    xmlns: svgSpace,
    role: "img",
    "aria-labelledby": `${file.name}-title ${file.name}-description`,
  });
  return svgText(root) + "\n";
}

const svgSpace = "http://www.w3.org/2000/svg";

function setAll(element: Element, attributes: Record<string, string>): void {
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
}

/** Plot counts its clipping frames through the life of the process; here they are counted by file. */
function nameClips(root: Element, name: string): void {
  const names = new Map<string, string>();
  for (const clip of root.querySelectorAll("clipPath")) {
    const id = `${name}-clip-${names.size + 1}`;
    names.set(`url(#${clip.getAttribute("id")})`, `url(#${id})`);
    clip.setAttribute("id", id);
  }
  for (const element of root.querySelectorAll("[clip-path]")) {
    const value = element.getAttribute("clip-path")!;
    element.setAttribute("clip-path", names.get(value) ?? value);
  }
}
