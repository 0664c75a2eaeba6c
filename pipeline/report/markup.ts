import temml from "temml";
import { escapeXml } from "../figures/text.ts";

/** Hypertext that may go into a page as it is. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What a template may hold: text and numbers are escaped, markup is not, lists are joined. */
export type Content = string | number | Markup | readonly Content[];

/** A template of hypertext, in which no text is ever read as markup. */
export function markup(
  parts: TemplateStringsArray,
  ...contents: Content[]
): Markup {
  return new Markup(
    parts.reduce((page, part, k) => page + textOf(contents[k - 1]) + part),
  );
}

function textOf(content: Content): string {
  if (content instanceof Markup) return content.text;
  if (Array.isArray(content)) return content.map(textOf).join("");
  return escapeXml(String(content));
}

/** A part of the page, which its contents link. */
export interface Section {
  name: string;
  title: string;
  body: Content;
}

/** A section under its heading. */
export function sectionMarkup({ name, title, body }: Section): Markup {
  return markup`<section id="${name}" aria-labelledby="${name}-heading">
<h2 id="${name}-heading">${title}</h2>
${body}</section>
`;
}

/** Terms of a list, each with what is said of it. */
export function terms(pairs: readonly (readonly [Content, Content])[]): Markup {
  return markup`${
    pairs.map(([term, what]) => markup`<dt>${term}</dt><dd>${what}</dd>\n`)
  }`;
}

/**
 * TeX as MathML, which browsers draw by themselves, without a script or a font.
 *
 * Classes and styles are left out: they fine-tune spaces with a stylesheet that the page does not
 * have.
 *
 * @throws {Error} if it is not TeX.
 */
export function mathml(tex: string): Markup {
  const options = { xml: true, strict: true, throwOnError: true };
  const math = temml.renderToString(tex, options);
  return new Markup(math.replaceAll(/ (class|style)="[^"]*"/g, ""));
}

/** A value as JSON in a page, for its script to read; no letter of it can end the block, or be taken for an entity. */
export function dataBlock(id: string, value: unknown): Markup {
  const json = JSON.stringify(value)
    .replaceAll("<", "\\u003c").replaceAll("&", "\\u0026");
  return new Markup(
    `<script type="application/json" id="${id}">${json}</script>`,
  );
}

/**
 * A figure's SVG file as part of a page.
 *
 * @throws {SyntaxError} if it is not one SVG element, or an id does not begin with the figure's
 * name, so that two figures might share it.
 */
export function inlineSvg(name: string, file: string): Markup {
  const svg = file.trim();
  const ids = [...svg.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
  const strange = ids.find((id) => !id.startsWith(`${name}-`));
  const state = !svg.startsWith("<svg ") || !svg.endsWith("</svg>")
    ? "it is not an SVG element"
    : strange !== undefined
    ? `its id ${strange} does not begin with ${name}-`
    : null;
  if (state) throw new SyntaxError(`Cannot inline ${name}: ${state}`);
  return new Markup(svg);
}
