import type { Summary } from "../../lib/statistics/summary.ts";
import type { Figure } from "../figures/catalogue.ts";
import type { Again } from "./command_text.ts";
import { figureBlock } from "./figure_block.ts";
import { Markup, markup } from "./markup.ts";
import { modelKey } from "./model_key.ts";

/** Figures whose panels show several experiments, whole, each as wide as the page; empty without any. */
export function compositeSection(
  figures: readonly Figure[],
  results: {
    figures: Record<string, Markup>;
    summaries: Record<string, Summary>;
    again: Again;
  },
): Markup {
  if (figures.length === 0) return new Markup("");
  return markup`<section id="composites" aria-labelledby="composites-heading">
<h2 id="composites-heading">Figures of several experiments</h2>
<p>As the paper lays them out. Each panel follows by itself, larger, with its
experiment.</p>
<div class="composites">
${
    figures.map((figure) =>
      markup`${keyOf(figure, results.summaries)}${
        figureBlock(figure, {
          svg: results.figures[figure.name],
          again: results.again,
        })
      }`
    )
  }
</div>
</section>
`;
}

function keyOf(
  { name, palette, title, experiments, metrics }: Figure,
  summaries: Record<string, Summary>,
): Markup {
  if (metrics.length === 0) return new Markup("");
  const models = experiments.flatMap((experiment) =>
    summaries[experiment].models.map(({ name }) => name)
  );
  return modelKey([...new Set(models)], {
    palette,
    title: `${title} (${name})`,
  });
}
