import type { Ends } from "../../lib/statistics/ends.ts";
import type { Summary } from "../../lib/statistics/summary.ts";
import { significance } from "../figures/ends_figures.ts";
import { leastMedian } from "./ends_tables.ts";
import type { ReportResults, ReportSettings } from "./inputs.ts";
import { type Markup, markup, type Section } from "./markup.ts";
import { modelSettings } from "./model_settings.ts";
import { metricText, rangeText } from "./numbers.ts";

/** What every model ends with in every experiment, in one table; no section where no error was measured. */
export function headlineSections(
  { experiments }: Pick<ReportSettings, "experiments">,
  { ends, summaries }: Pick<ReportResults, "ends" | "summaries">,
): Section[] {
  const tasks = experiments.flatMap(({ name, title }) => {
    const mine = ends[name];
    return mine ? [{ title, ends: mine, summary: summaries[name] }] : [];
  });
  if (tasks.length === 0) return [];
  const normalised = ends["linear-regression"]
    ? ` Errors of the regressions are as they are; Figure 3 has them divided, seed by
seed, by the largest of any model.`
    : "";
  const body =
    markup`<p>The error of each model at the end of training, lower being better: the median
over seeds, and under it the 95 % interval, for which it takes five seeds.${normalised}
The lowest median of each task is marked, and called best where the sign test, after
Holm’s correction, tells the model from every other. A seed is lost where the model
diverged or its loop became unstable, and counts as worse than all others. A dash
stands where a task does not have a model.</p>
${modelSettings(experiments)}${headlineTable(tasks)}`;
  return [{ name: "headline", title: "How well each model learns", body }];
}

interface Task {
  title: string;
  ends: Ends;
  summary: Pick<Summary, "models">;
}

/** A row for each model, a column for each task. */
export function headlineTable(tasks: readonly Task[]): Markup {
  const names = tasks.flatMap(({ ends }) =>
    ends.models.map(({ name }) => name)
  );
  const rows = [...new Set(names)].map((name) =>
    markup`<tr><th scope="row">${name}</th>${
      tasks.map((task) => cell(name, task))
    }</tr>
`
  );
  return markup`<div class="wide" tabindex="0" role="region" aria-label="Final errors of every model">
<table class="headline">
<thead><tr><th scope="col">Model</th>${
    tasks.map(({ title, ends: { experiment, metric, seeds } }) =>
      markup`<th scope="col"><a href="#${experiment}">${title}</a>
<small>${metricText(metric, experiment).title}; ${
        seeds.length === 1 ? "one seed" : `${seeds.length} seeds`
      }</small></th>`
    )
  }</tr></thead>
<tbody>
${rows}</tbody>
</table>
</div>
`;
}

function cell(name: string, { ends, summary }: Task): Markup {
  const { experiment, metric, models } = ends;
  const model = models.find((one) => one.name === name);
  if (!model) return markup`<td>—</td>`;
  const { text } = metricText(metric, experiment);
  const { median: { value, low, high }, statuses, lost } = model;
  const middle = value === null ? "—" : text(value);
  const run = statuses.filter((status) => status !== "missing").length;
  const { outcomes = [] } = summary.models.find((one) => one.name === name) ??
    {};
  const collapsed =
    outcomes.filter(({ events }) =>
      events.some(({ event }) => event === "collapsed")
    ).length;
  const lines = [
    ...low === null ? [] : [rangeText(low, high, text)],
    ...lost === 0 ? [] : [`${lost} of ${run} lost`],
    ...collapsed === 0
      ? []
      : [run === 1 ? "collapsed" : `${collapsed} of ${run} collapsed`],
  ];
  return markup`<td>${
    value === leastMedian(models)
      ? markup`<strong>${middle} ${
        isBest(name, ends)
          ? markup`<em>best</em>`
          : markup`<small>lowest</small>`
      }</strong>`
      : middle
  }${lines.map((line) => markup` <small>${line}</small>`)}</td>`;
}

/** Whether a model is told to end below every other, all pairs of the task considered. */
function isBest(name: string, { models, pairs }: Ends): boolean {
  const won = pairs.filter(({ a, b, below, above, holm }) =>
    holm <= significance && name === (below > above ? a : b)
  );
  return models.length > 1 && won.length === models.length - 1;
}
