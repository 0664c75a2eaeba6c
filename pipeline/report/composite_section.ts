import type { Figure } from "../figures/catalogue.ts";
import { figureBlock } from "./figure_block.ts";
import { Markup, markup } from "./markup.ts";

/** Figures whose panels show several experiments, whole, each as wide as the page; empty without any. */
export function compositeSection(
  figures: readonly Figure[],
  svgs: Record<string, Markup>,
): Markup {
  if (figures.length === 0) return new Markup("");
  return markup`<section id="composites" aria-labelledby="composites-heading">
<h2 id="composites-heading">Figures of several experiments</h2>
<p>As the paper lays them out. Each panel follows by itself, larger, with its
experiment.</p>
<div class="composites">
${figures.map((figure) => figureBlock(figure, svgs[figure.name]))}
</div>
</section>
`;
}
