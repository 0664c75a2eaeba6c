import type { TraceEvent } from "../../lib/io/trace.ts";
import { averagingOf } from "../../lib/statistics/run.ts";
import type { ModelSummary, Summary } from "../../lib/statistics/summary.ts";
import { missingLines } from "../figures/text.ts";
import { commandText } from "./command_text.ts";
import { figureBlock, modelKey } from "./figure_block.ts";
import type { ReportResults, ReportSettings } from "./inputs.ts";
import { type Content, type Markup, markup, type Section } from "./markup.ts";
import { metricText, rangeText, statusesText } from "./numbers.ts";
import { modelRow, rowGroup, tableHead } from "./table.ts";

/** One experiment: its figures, its final values, what happened on the way. */
export function experimentSection(
  { name, title, label }: ReportSettings["experiments"][number],
  settings: ReportSettings,
  results: ReportResults,
): Section {
  const summary = results.summaries[name];
  const figures = settings.figures.filter(({ experiments }) =>
    experiments.length === 1 && experiments[0] === name
  );
  const models = summary.models.map(({ name }) => name);
  const body = markup`${
    label === settings.label ? "" : markup`<p class="label">${label}</p>`
  }
${
    missingLines(summary).map((line) =>
      markup`<p class="incomplete">${line}</p>`
    )
  }
${
    modelKey(figures.length === 0 ? [] : models, {
      palette: figures[0]?.palette,
      title,
    })
  }
<div class="figures">
${figures.map((figure) => figureBlock(figure, settings, results))}
</div>
<h3>Final values</h3>
${finalTable(summary)}
${tableLine(name, settings, results)}
${eventsList(summary.models)}
`;
  return { name, title, body };
}

/** Where every measurement is, or what makes the table that has it. */
function tableLine(
  name: string,
  { again, longestTable = Infinity }: ReportSettings,
  { runs }: ReportResults,
): Markup {
  const file = `tables/${name}.csv`;
  const rows = runs[name].flatMap(({ trace }) => Object.values(trace.series))
    .reduce((sum, { iteration }) => sum + iteration.length, 0);
  return rows > longestTable
    ? markup`<p>Every measurement as CSV has ${
      rows.toLocaleString("en")
    } rows, too many to keep beside this page:
<code>${commandText(`aggregate ${name}`, again, [name])}</code> makes
<code>${file}</code>.</p>`
    : markup`<p><a href="${file}">Every measurement as CSV</a>, or
<code>${commandText(`table ${name}`, again, [name])}</code>.</p>`;
}

const headings = ["Model", "Mean", "95 % interval", "Seeds", "Outcome"];

/** The values of every metric at the end of training, model by model. */
export function finalTable(summary: Summary): Markup {
  const metrics = new Set(
    summary.models.flatMap(({ final }) => Object.keys(final)),
  );
  return markup`<table>
<caption>At the last iteration, over the seeds that reached it.</caption>
${tableHead(headings)}
${[...metrics].map((metric) => metricRows(metric, summary))}
</table>`;
}

function metricRows(metric: string, summary: Summary): Markup {
  const { title, text } = metricText(metric, summary.experiment);
  const isGeometric = averagingOf(metric) === "geometric" &&
    summary.seeds.length > 1;
  const rows = summary.models.flatMap(({ name, final, outcomes }) => {
    if (!final[metric]) return [];
    const { mean, low, high, count } = final[metric];
    return modelRow(name, [
      mean === null ? "—" : text(mean),
      low === null || high === null ? "—" : rangeText(low, high, text),
      `${count} of ${outcomes.length}`,
      statusesText(outcomes.map(({ outcome }) => outcome.status)),
    ]);
  });
  const heading = isGeometric ? `${title}, geometric mean` : title;
  return rowGroup(heading, [rows, "\n"], headings.length);
}

/** What happened while models trained: early ends, repairs of a loop. Empty where nothing did. */
function eventsList(models: readonly ModelSummary[]): Content {
  const lines = models.flatMap(({ name, outcomes }) =>
    outcomes.flatMap(({ seed, outcome, events }) => {
      const ended = outcome.status === "finished" ? [] : [
        `${outcome.status} at iteration ${outcome.iteration}: ${outcome.reason}`,
      ];
      return [...eventLines(events), ...ended].map((what) =>
        markup`<li>${name}, seed ${seed}: ${what}</li>\n`
      );
    })
  );
  if (lines.length === 0) return "";
  return markup`<h3>What happened on the way</h3>
<ul>
${lines}</ul>`;
}

/** Events of a kind on one line, with how often and where first. */
function eventLines(events: readonly TraceEvent[]): string[] {
  return [...Map.groupBy(events, ({ event }) => event)].map(
    ([kind, [first, ...more]]) => {
      const where = `at iteration ${first.iteration} (${first.detail})`;
      return more.length === 0
        ? `${kind} ${where}`
        : `${kind} ${more.length + 1} times, first ${where}`;
    },
  );
}
