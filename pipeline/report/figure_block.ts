import type { Figure } from "../figures/catalogue.ts";
import { type Markup, markup } from "./markup.ts";

/** A figure with its number, its caption and the command that remakes it. */
export function figureBlock(
  { name, caption, command }: Figure,
  svg: Markup,
): Markup {
  const number = name.replace(/^figure-/, "Figure ");
  return markup`<figure id="${name}">
${svg}
<figcaption><strong>${number}.</strong> ${caption}
<span class="command">Remake: <code>${command}</code></span></figcaption>
</figure>
`;
}
