import { Markup } from "./markup.ts";

/**
 * A figure's SVG file as part of a page.
 *
 * @throws {SyntaxError} if it is not one SVG element, or an id does not begin with the figure's
 * name, so that two figures might share it.
 */
export function inlineSvg(name: string, file: string): Markup {
  const svg = file.trim();
  if (!svg.startsWith("<svg ") || !svg.endsWith("</svg>")) {
    throw new SyntaxError(`Cannot inline ${name}: it is not an SVG element`);
  }
  for (const [, id] of svg.matchAll(/\sid="([^"]*)"/g)) {
    if (!id.startsWith(`${name}-`)) {
      throw new SyntaxError(
        `Cannot inline ${name}: its id ${id} does not begin with ${name}-`,
      );
    }
  }
  return new Markup(svg);
}
