import type { Figure } from "../figures/catalogue.ts";
import { type Again, commandText } from "./command_text.ts";
import { Markup, markup } from "./markup.ts";

/**
 * A figure with its number, its caption and the command that remakes it. One of several experiments
 * is wide, and may have to be scrolled sideways.
 */
export function figureBlock(
  { name, title, caption, experiments }: Figure,
  { svg, again }: { svg: Markup; again: Again },
): Markup {
  const number = name.replace(/^figure-/, "Figure ");
  const scrolled = experiments.length > 1
    ? markup` tabindex="0" role="region" aria-label="${number}, drawn"`
    : new Markup("");
  return markup`<figure id="${name}">
<div class="plot"${scrolled} data-title="${number}, ${title}">
${svg}
</div>
<figcaption><strong>${number}.</strong> ${caption}
<span class="command">Remake: <code>${
    commandText(`render ${name}`, again, experiments)
  }</code></span></figcaption>
</figure>
`;
}
