import {
  collapseIn,
  type LayerCondition,
} from "../../lib/statistics/conditions.ts";
import type {
  ModelSummary,
  SeedSummary,
} from "../../lib/statistics/summary.ts";
import { seedList } from "../engine/text/words.ts";
import type { ReportResults, ReportSettings } from "./inputs.ts";
import { type Markup, markup, mathml, type Section } from "./markup.ts";
import { significant } from "./numbers.ts";
import { modelRow, rowGroup, tableHead } from "./table.ts";

/** When autoencoders fell back to the mean image, and what the conditions of their loops did before; none where none was measured. */
export function collapseSections(
  { experiments }: Pick<ReportSettings, "experiments">,
  { summaries }: Pick<ReportResults, "summaries">,
): Section[] {
  const inverting = experiments.flatMap(({ name, title }) => {
    const models = summaries[name].models
      .filter(({ outcomes }) => outcomes.some(({ conditions }) => conditions));
    return models.length > 0 ? [{ name, title, models }] : [];
  });
  if (inverting.length === 0) return [];
  const layers = Math.max(
    ...inverting.flatMap(({ models }) => models)
      .flatMap(({ outcomes }) => outcomes)
      .flatMap(({ conditions = [] }) => conditions.map(({ layer }) => layer)),
  );
  const headings = [
    ...["Model", "Seeds", "Collapsed at batch"],
    ...Array.from({ length: layers }, (_, k) => `Layer ${k + 1}`),
  ];
  const groups = inverting.map(({ name, title, models }) =>
    rowGroup(
      markup`<a href="#${name}">${title}</a>`,
      models.flatMap((model) => rowsOf(model, layers)),
      headings.length,
    )
  );
  const body =
    markup`<p>An autoencoder can unlearn what it had learned, and answer every image with the
mean image. It has collapsed once its test error, having been below nine tenths
of that of the mean image, is back there for ten measurements. The published code
does so too: NDI, from its seed 0 and small weights, between batches 4000 and
4100. When it happens is a matter of rounding, so only how often it does can be
compared.</p>
<p>Errors go back through the inverse of ${
      mathml(String.raw`A = W B - \alpha I`)
    }
or, where that is smaller, of ${mathml(String.raw`A = B W - \alpha I`)}. Its
condition number ${mathml(String.raw`\kappa_1 = \|A\|_1 \|A^{-1}\|_1`)} says how
many times a relative error can grow on that way. PBP has the transpose of W for B, and no leak. Layer 2 leads into the
code of 30 units, layer 3 out of it.</p>
<div class="wide" tabindex="0" role="region" aria-label="Collapse of every model">
<table>
<caption>Condition numbers: when first measured and, after the arrow, when last measured before the collapse; where there was none, the largest of all.</caption>
${tableHead(headings)}
${groups}</table>
</div>
`;
  return [{ name: "collapse", title: "Collapse", body }];
}

/** A row for each seed that collapsed, the earliest first, and one for those that did not. */
function rowsOf({ name, outcomes }: ModelSummary, layers: number): Markup[] {
  const measured = outcomes.filter(({ conditions }) => conditions);
  const isWhole = ({ events }: SeedSummary) => collapseIn(events) === Infinity;
  const collapsed = measured.filter((one) => !isWhole(one))
    .toSorted((a, b) => collapseIn(a.events) - collapseIn(b.events));
  const whole = measured.filter(isWhole);
  const cells = (conditions: readonly LayerCondition[]) =>
    Array.from({ length: layers }, (_, k) => {
      const mine = conditions.filter(({ layer }) => layer === k + 1);
      return mine.length === 0 ? "—" : (["first", "later"] as const)
        .map((when) => largestText(mine.map((one) => one[when]))).join(" → ");
    });
  return [
    ...collapsed.map(({ seed, events, conditions = [] }) =>
      modelRow(name, [seed, collapseIn(events), ...cells(conditions)])
    ),
    ...whole.length === 0 ? [] : [
      modelRow(name, [
        seedList(whole.map(({ seed }) => seed)),
        "not",
        ...cells(whole.flatMap(({ conditions = [] }) => conditions)),
      ]),
    ],
  ];
}

function largestText(conditions: readonly (number | null)[]): string {
  return conditions.includes(null)
    ? "∞"
    : significant(Math.max(...conditions.map(Number)));
}
