import type { ElementLike } from "./svg_text.ts";

/** The part of linkedom's elements used here. */
export interface SvgElement extends ElementLike {
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  querySelectorAll(selector: string): Iterable<SvgElement>;
  append(...children: SvgElement[]): void;
  prepend(...children: SvgElement[]): void;
  removeAttribute(name: string): void;
  remove(): void;
}

/** Sets attributes of `element`. */
export function setAll(
  element: SvgElement,
  attributes: Record<string, string>,
): void {
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
}

/** Plot counts its clipping frames through the life of the process; here they are counted by file. */
export function nameClips(root: SvgElement, name: string): void {
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
