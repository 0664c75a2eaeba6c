import type { Summary } from "../../lib/statistics/summary.ts";
import type { Figure } from "../figures/catalogue.ts";
import { missingLines } from "../figures/incomplete.ts";
import { eventsList } from "./events_list.ts";
import { figureBlock } from "./figure_block.ts";
import { finalTable } from "./final_table.ts";
import { Markup, markup } from "./markup.ts";
import { modelKey } from "./model_key.ts";

/** An experiment as the report names it. */
export interface ExperimentText {
  name: string;
  title: string;
  /** what its profile shortens, where the page's label does not say so */
  label?: string;
}

/** One experiment: its figures, its final values, what happened on the way. */
export function experimentSection(
  { name, title, label }: ExperimentText,
  figures: readonly Figure[],
  results: {
    figures: Record<string, Markup>;
    summaries: Record<string, Summary>;
  },
): Markup {
  const summary = results.summaries[name];
  return markup`<section id="${name}" aria-labelledby="${name}-heading">
<h2 id="${name}-heading">${title}</h2>
${label === undefined ? "" : markup`<p class="label">${label}</p>`}
${
    missingLines(summary).map((line) =>
      markup`<p class="incomplete">${line}</p>`
    )
  }
${
    figures.length === 0
      ? ""
      : modelKey(summary.models.map(({ name }) => name), {
        key: figures[0].key,
        title,
      })
  }
<div class="figures">
${figures.map((figure) => figureBlock(figure, results.figures[figure.name]))}
</div>
<h3>Final values</h3>
${finalTable(summary)}
<p><a href="tables/${name}.csv">Every measurement as CSV</a>,
or <code>deno task table ${name}</code>.</p>
${eventsList(summary.models)}
</section>
`;
}
