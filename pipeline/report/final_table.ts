import { averagingOf } from "../../lib/statistics/run.ts";
import type { JsonEstimate } from "../../lib/statistics/estimate.ts";
import type { ModelSummary, Summary } from "../../lib/statistics/summary.ts";
import { Markup, markup } from "./markup.ts";
import { type MetricText, metricText } from "./numbers.ts";
import { statusesText } from "./statuses_text.ts";

const headings = ["Model", "Mean", "95 % interval", "Seeds", "Outcome"];

/** The values of every metric at the end of training, model by model. */
export function finalTable(summary: Summary): Markup {
  const metrics = new Set(
    summary.models.flatMap(({ final }) => Object.keys(final)),
  );
  return markup`<table>
<caption>At the last iteration, over the seeds that reached it.</caption>
<thead><tr>${
    headings.map((heading) => markup`<th scope="col">${heading}</th>`)
  }</tr></thead>
${[...metrics].map((metric) => metricRows(metric, summary))}
</table>`;
}

function metricRows(metric: string, summary: Summary): Markup {
  const words = metricText(metric, summary.experiment);
  const geometric = averagingOf(metric) === "geometric" &&
    summary.seeds.length > 1;
  const rows = summary.models.flatMap((model) => {
    const final = model.final[metric];
    return final ? [row(model, final, words)] : [];
  });
  return markup`<tbody>
<tr><th colspan="${headings.length}" scope="rowgroup">${words.title}${
    geometric ? ", geometric mean" : ""
  }</th></tr>
${rows}
</tbody>
`;
}

function row(
  model: ModelSummary,
  { mean, low, high, count }: JsonEstimate,
  { text }: MetricText,
): Markup {
  const interval = low === null || high === null
    ? "—"
    : `${text(low)} to\u00a0${text(high)}`;
  const cells = [
    mean === null ? "—" : text(mean),
    interval,
    `${count} of ${model.outcomes.length}`,
    statusesText(model.outcomes.map(({ outcome }) => outcome.status)),
  ];
  return markup`<tr><th scope="row">${model.name}</th>${
    cells.map((cell) => markup`<td>${cell}</td>`)
  }</tr>
`;
}
