/** What models end with over seeds, and who ends below whom, as tables. */
import type { Ends } from "../../lib/statistics/ends.ts";
import type { Interval } from "../../lib/statistics/interval.ts";
import { averagingOf } from "../../lib/statistics/run.ts";
import { type Content, type Markup, markup } from "./markup.ts";
import {
  metricText,
  type NumberText,
  rangeText,
  significant,
} from "./numbers.ts";
import { modelRow, tableHead } from "./table.ts";

const headings = (isGeometric: boolean) => [
  ...["Model", "Median", "Interquartile mean"],
  ...[isGeometric ? "Geometric mean" : "Mean", "Least to greatest", "Lost"],
];

const pairHeadings = [
  ...["Models", "First ends below", "Probability of that", "Ratio of errors"],
  ...["p", "p of all pairs"],
];

/** Both tables, that of the pairs folded; empty where one seed alone was run, or no error was measured. */
export function endsTables(ends: Ends | null): Content {
  if (!ends || ends.seeds.length < 2) return "";
  return markup`<h3>Over seeds</h3>
${endsTable(ends)}
<details>
<summary>Every pair of models</summary>
${pairsTable(ends)}
</details>
`;
}

/** Middle and spread of what each model ends with; the least median stands out. */
export function endsTable(
  { experiment, metric, seeds, models, limits }: Ends,
): Markup {
  const { title, text } = metricText(metric, experiment);
  const least = leastMedian(models);
  const isGeometric = averagingOf(metric) === "geometric";
  const rows = models.map(({ name, median, iqm, mean, min, max, lost }) => {
    const middle = intervalText(median, text);
    return modelRow(name, [
      median.value === least ? markup`<strong>${middle}</strong>` : middle,
      intervalText(iqm, text),
      intervalText(mean, text),
      min === null || max === null ? "—" : rangeText(min, max, text),
      lost === 0 ? "0" : `${lost} of ${seeds.length}`,
    ]);
  });
  return markup`<div class="wide"><table>
<caption>At the end of training: ${title}, over ${seeds.length} seeds, with 95 % intervals in
brackets. A seed is lost if the model diverged or its loop became unstable; median and
interquartile mean count it as worse than all others, the mean leaves it out.${
    isGeometric
      ? " Both means are geometric. Figure 3 has these errors divided, seed by seed, by the largest of any model."
      : ""
  } ${limits.join(" ")}</caption>
${tableHead(headings(isGeometric))}
<tbody>
${rows}</tbody>
</table></div>`;
}

/** Infinity where most seeds of every model are lost. */
export function leastMedian(models: Ends["models"]): number {
  return Math.min(...models.map(({ median }) => median.value ?? Infinity));
}

function pairsTable({ pairs, metric }: Ends): Markup {
  const rows = pairs.map((pair) => {
    const { a, b, seeds, below, probability, ratio, sign, holm } = pair;
    return modelRow(`${a}, ${b}`, [
      `${below} of ${seeds}`,
      intervalText(probability, significant),
      intervalText(ratio, significant),
      significant(sign),
      significant(holm),
    ]);
  });
  const means = metric === "error" ? "errors" : "test errors";
  return markup`<div class="wide"><table>
<caption>In how many seeds the first model ends below the second; how probable that is, with
its exact 95 % interval; the first model’s ${means} over the second’s, a geometric mean over seeds;
p of the exact sign test, which asks whether either ends below the other more often than chance has
it; and p corrected by Holm’s method, as so many pairs are tested.</caption>
${tableHead(pairHeadings)}
<tbody>
${rows}</tbody>
</table></div>`;
}

/** A value with its interval, where they are known; a dash for no value. */
function intervalText(
  { value, low, high }: Interval,
  text: NumberText,
): string {
  if (value === null) return "—";
  return low === null
    ? text(value)
    : `${text(value)} (${rangeText(low, high, text)})`;
}
