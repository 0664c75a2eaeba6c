/** A sweep on a page: its figures, the best point of each model, and how many trainings finished. */
import {
  pointText,
  type Sweep,
  type SweptAxis,
  type SweptModel,
  type SweptValue,
} from "../../lib/statistics/sweep.ts";
import { plural } from "../engine/text/words.ts";
import type { Figure } from "../figures/catalogue.ts";
import { meanText } from "../figures/text.ts";
import { commandText } from "../studies/command_text.ts";
import type { Again } from "../studies/config_of.ts";
import { figureBlock, modelKey } from "./figure_block.ts";
import type { ReportResults } from "./inputs.ts";
import { type Content, type Markup, markup, type Section } from "./markup.ts";
import * as numbers from "./numbers.ts";
import { modelRow, tableHead } from "./table.ts";

/** What a page is told of a sweep. */
export interface SweepSettings {
  /** `sweep-linear-regression` */
  name: string;
  /** of the experiment */
  title: string;
  experiment: string;
  /** what each key is that is swept, in words */
  meanings: Record<string, string>;
  /** as the command line has it: `--grid eta=…`, and `--models …` if not all were swept */
  options: string[];
  /** of its points, and of each model at its best */
  figures: Figure[];
}

/** A sweep as a section of a page; `figures` are drawn, by name. */
export function sweepSection(
  settings: SweepSettings,
  results: Pick<ReportResults, "sweeps" | "figures">,
  again: Again,
): Section {
  const { name, title, experiment, meanings, options } = settings;
  const sweep = results.sweeps[name];
  const { axes, models, seeds, measure } = sweep;
  const { title: what } = numbers.metricText(measure, experiment);
  const trainings = models
    .reduce((sum, { points }) => sum + points.length * seeds.length, 0);
  const keys = axes.map(({ key }) => key);
  const grid = axes.map(({ key, values }, k) =>
    markup`${k > 0 ? "; " : ""}${key} (${meanings[key]}) ${
      values.map(String).join(", ")
    }`
  );
  const [points, best] = settings.figures;
  const { seeds: _, ...rest } = again; // the options name those of the sweep
  const isRead = ({ usual }: SweptModel) => keys.every((key) => key in usual);
  const once = models.every(isRead)
    ? ""
    : "; a model that does not read a setting is trained once for all of its values";
  const command = `sweep ${[experiment, ...options].join(" ")}`;
  const body = markup`<p>Every model at every point of a grid: ${grid}.
With ${plural(seeds.length, "seed")} these are ${
    plural(trainings, "training")
  }${once}. The best point of a
model is where every seed finished and the ${
    meanText(measure)
  } over seeds of its
${what} is lowest at the end; among equals, that of the smaller eta.${
    measure === "test_error" ? ` ${caution}` : ""
  }</p>
${modelKey(models, title, points)}
<div class="composites">
${figureBlock(points, { again }, results)}
</div>
<div class="figures">
${figureBlock(best, { again }, results)}
</div>
<h3>The best point of each model</h3>
<div class="wide"><table>
<caption>At the end of training: ${what}${
    seeds.length > 1 ? "; in brackets the 95 % interval over the seeds" : ""
  }. Unswept: ${
    models.map(({ name, usual }) => `${name} ${pointText(usual)}`).join("; ")
  }.</caption>
${tableHead(headings)}
<tbody>
${models.map((model) => bestRow(model, sweep))}</tbody>
</table></div>
${remarks(models, axes)}
<p><a href="tables/${name}.csv">Every point and seed as CSV</a>, with the columns
${["experiment", "model", ...keys, "seed", "status"].join(", ")}, iteration,
metric and value; a setting that a model does not read is empty.
<code>${commandText(command, rest, [experiment])}</code></p>
`;
  return { name, title: `${title}: sweep of ${keys.join(" and ")}`, body };
}

const headings = [
  ...["Model", "Best point", "Error at the best point", "Error unswept"],
  ...["Unswept error over best", "Trainings that finished"],
];

/** What a reader should know of a best point that was chosen by what it is judged by. */
const caution =
  "It is chosen by the same test images that its error is of, so the error flatters it.";

function bestRow(
  { name, points, best, usual }: SweptModel,
  { measure, experiment }: Sweep,
): Markup {
  const { text } = numbers.metricText(measure, experiment);
  const there = best === null ? undefined : points[best];
  const now = points.find(({ values }) =>
    Object.entries(values).every(([key, value]) => usual[key] === value)
  );
  const [low, high] = [there, now].map((point) => point?.final.mean ?? NaN);
  const runs = points.flatMap(({ runs }) => runs);
  const { finished = [], ...lost } = Object.groupBy(
    runs,
    ({ status }) => status,
  );
  const lostTexts = Object.entries(lost)
    .map(([status, { length }]) => `${length} ${status}`);
  const counts = [
    `${finished.length} of ${runs.length}`,
    ...lostTexts.length > 0 ? [lostTexts.join(", ")] : [],
  ];
  const cells: Content[] = [
    there
      ? pointText(there.values) || "as it is"
      : "none: at no point did every seed finish",
    there ? numbers.estimateText(there.final, text) : "—",
    !now
      ? "not in the grid"
      : now === there
      ? "the best point"
      : numbers.estimateText(now.final, text),
    now === there || !(high / low > 0) ? "—" : numbers.significant(high / low),
    counts.join(": "),
  ];
  return modelRow(name, cells);
}

/** Which best values are at an end of their grid, beyond which better ones may lie. */
function remarks(
  models: readonly SweptModel[],
  axes: readonly SweptAxis[],
): Content {
  const lines = models.flatMap(({ name, points, best }) => {
    const values = best === null ? {} : points[best].values;
    return axes.filter((axis) => isAtEnd(values[axis.key], axis))
      .map(({ key }) => `${name}: ${key} ${values[key]}`);
  });
  if (lines.length === 0) return "";
  return markup`<p>At an end of the grid, beyond which a better value may lie:
${lines.join("; ")}.</p>`;
}

/** Whether a number is the least, but for zero, or the greatest of several; a word is neither. */
function isAtEnd(value: SweptValue | undefined, { values }: SweptAxis) {
  const [least, greatest] = [Math.min, Math.max]
    .map((of) => of(...values as number[]));
  if (!(least < greatest)) return false;
  return value === greatest || value === least && value !== 0;
}
