import { averagingOf } from "../../lib/statistics/run.ts";
import type { ModelSummary, Summary } from "../../lib/statistics/summary.ts";
import { plural } from "../engine/text/words.ts";
import { missingLines } from "../figures/text.ts";
import { commandText } from "../studies/command_text.ts";
import { endsTables } from "./ends_tables.ts";
import { figureBlock, modelKey } from "./figure_block.ts";
import { isOfEnds } from "./figure_sections.ts";
import type { ReportResults, ReportSettings } from "./inputs.ts";
import {
  type Content,
  type Markup,
  markup,
  type Section,
  terms,
} from "./markup.ts";
import {
  metricText,
  rangeText,
  statusesText,
  withShortNumbers,
} from "./numbers.ts";
import { modelRow, rowGroup, tableHead } from "./table.ts";
import { tableLine } from "./table_line.ts";

/** One experiment: its figures, its final values, what happened on the way. */
export function experimentSection(
  { name, title, label }: ReportSettings["experiments"][number],
  settings: ReportSettings,
  results: ReportResults,
): Section {
  const summary = results.summaries[name];
  const figures = settings.figures.filter((figure) =>
    figure.experiments.length === 1 && figure.experiments[0] === name &&
    !isOfEnds(figure)
  );
  const [wide, curves] = [true, false].map((isWide) =>
    figures.filter(({ metrics, wide = metrics.length === 0 }) =>
      wide === isWide
    )
      .map((figure) => figureBlock(figure, settings, results))
  );
  const models = figures.length === 0 ? [] : summary.models;
  const finding = results.findings?.[name];
  const { counts } = figures.find(({ counts }) => counts) ?? {};
  const body = markup`${
    label === settings.label ? "" : markup`<p class="label">${label}</p>`
  }
${addedList(summary)}${
    missingLines(summary).map((line) =>
      markup`<p class="incomplete">${line}</p>`
    )
  }${
    !finding ? "" : markup`<p>${finding}</p>
`
  }
${modelKey(models, title, figures[0])}
<div class="figures">
${curves}
</div>
${wide.length === 0 ? "" : markup`<div class="composites">\n${wide}</div>\n`}${
    endsTables(results.ends[name])
  }<h3>Final values</h3>
${finalTable(summary, counts && `at the largest ${counts}`)}
${tableLines(name, settings, summary)}
${eventsList(summary.models)}
`;
  return { name, title, body };
}

/** What each model is that the paper does not have; empty where there is none. */
function addedList({ added = {} }: Summary): Content {
  const models = Object.entries(added)
    .map(([name, what]) => [`${name} (added)`, what] as const);
  return models.length === 0 ? "" : markup`<dl>\n${terms(models)}</dl>\n`;
}

/** Where the numbers are: measurements, means, and what seeds ended with. */
function tableLines(
  name: string,
  settings: ReportSettings,
  { table: { parquet, ...size } = { rows: 0, every: 1 } }: Summary,
): Markup {
  const same = parquet
    ? markup`\n<a href="tables/${name}.parquet">The same as Parquet</a>.`
    : "";
  const all = size.every > 1
    ? markup`\nAll are written by <code>${
      commandText(`export ${name} --format parquet`, settings.again, [name])
    }</code>.`
    : "";
  return markup`<p>${
    tableLine(settings, { name, ...size, only: [name] })
  }${same}${all}</p>
<p>Smaller tables: <a href="tables/${name}-curves.csv">means over seeds, at some points of each
curve</a>, and <a href="tables/${name}-ends.csv">what each seed ended with</a>.</p>`;
}

const headings = ["Model", "Mean", "95 % interval", "Seeds", "Outcome"];

/** The values of every metric at the last iteration, model by model; `where` says in words what that is. */
export function finalTable(
  summary: Summary,
  where = "at the end of training",
): Markup {
  const metrics = new Set(
    summary.models.flatMap(({ final }) => Object.keys(final)),
  );
  return markup`<details>
<summary>Every metric ${where}</summary>
<div class="wide"><table>
<caption>Over the seeds that came so far.</caption>
${tableHead(headings)}
${[...metrics].map((metric) => metricRows(metric, summary))}
</table></div>
</details>`;
}

function metricRows(
  metric: string,
  { experiment, seeds, models }: Summary,
): Markup {
  const { title, text } = metricText(metric, experiment);
  const isGeometric = averagingOf(metric) === "geometric";
  const rows = models.flatMap(({ name, final, outcomes }) => {
    if (!final[metric]) return [];
    const { mean, low, high, count } = final[metric];
    return modelRow(name, [
      mean === null ? "—" : text(mean),
      low === null || high === null ? "—" : rangeText(low, high, text),
      `${count} of ${outcomes.length}`,
      statusesText(outcomes.map(({ outcome }) => outcome.status)),
    ]);
  });
  const mean = isGeometric && seeds.length > 1 ? ", geometric mean" : "";
  return rowGroup(`${title}${mean}`, [rows, "\n"], headings.length);
}

/**
 * What happened while models trained, events of a kind on one line: repairs of a loop, early ends.
 * Empty where nothing did.
 */
function eventsList(models: readonly ModelSummary[]): Content {
  const lines = models.flatMap(({ name, outcomes }) =>
    outcomes.flatMap(({ seed, outcome, events }) => {
      const kinds = [...Map.groupBy(events, ({ event }) => event)];
      const happened = kinds.map(([kind, [{ iteration, detail }, ...more]]) => {
        const times = more.length > 0 ? `${more.length + 1} times, first ` : "";
        return `${kind} ${times}at iteration ${iteration} (${
          withShortNumbers(detail)
        })`;
      });
      if (outcome.status !== "finished") {
        const { status, iteration, reason } = outcome;
        happened.push(`${status} at iteration ${iteration}: ${reason}`);
      }
      return happened.map((what) =>
        markup`<li>${name}, seed ${seed}: ${what}</li>\n`
      );
    })
  );
  if (lines.length === 0) return "";
  return markup`<details>
<summary>What happened on the way: ${plural(lines.length, "remark")}</summary>
<ul>
${lines}</ul>
</details>`;
}
