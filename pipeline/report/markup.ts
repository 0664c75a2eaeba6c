import { escapeXml } from "../figures/svg_text.ts";

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
