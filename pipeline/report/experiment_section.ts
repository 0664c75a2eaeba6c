import type { Run } from "../../lib/statistics/run.ts";
import type { Summary } from "../../lib/statistics/summary.ts";
import type { Figure } from "../figures/catalogue.ts";
import { missingLines } from "../figures/incomplete.ts";
import { type Again, commandText } from "./command_text.ts";
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

/** Which tables are kept beside the page. */
export interface TableSettings {
  /** rows of the longest; defaults to any number */
  longestTable?: number;
}

/** One experiment: its figures, its final values, what happened on the way. */
export function experimentSection(
  { name, title, label }: ExperimentText,
  figures: readonly Figure[],
  results: {
    figures: Record<string, Markup>;
    summaries: Record<string, Summary>;
    runs: Record<string, readonly Run[]>;
  },
  { again, longestTable = Infinity }: TableSettings & { again: Again },
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
        palette: figures[0].palette,
        title,
      })
  }
<div class="figures">
${
    figures.map((figure) =>
      figureBlock(figure, { svg: results.figures[figure.name], again })
    )
  }
</div>
<h3>Final values</h3>
${finalTable(summary)}
${tableLine(name, { rows: rowCount(results.runs[name]), again, longestTable })}
${eventsList(summary.models)}
</section>
`;
}

/** Where every measurement is, or what makes the table that has it. */
function tableLine(
  name: string,
  { rows, again, longestTable }: {
    rows: number;
    again: Again;
    longestTable: number;
  },
): Markup {
  const file = `tables/${name}.csv`;
  return rows > longestTable
    ? markup`<p>Every measurement as CSV has ${
      rows.toLocaleString("en")
    } rows, too many to keep beside this page:
<code>${commandText(`aggregate ${name}`, again, [name])}</code> makes
<code>${file}</code>.</p>`
    : markup`<p><a href="${file}">Every measurement as CSV</a>, or
<code>${commandText(`table ${name}`, again, [name])}</code>.</p>`;
}

function rowCount(runs: readonly Run[]): number {
  return runs.flatMap(({ trace }) => Object.values(trace.series))
    .reduce((sum, { iteration }) => sum + iteration.length, 0);
}
