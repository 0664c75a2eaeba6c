/** Figures that are of no single experiment, or that compare its models at a glance. */
import type { Figure } from "../figures/catalogue.ts";
import { figureBlock, modelKey } from "./figure_block.ts";
import type { ReportResults, ReportSettings } from "./inputs.ts";
import { teacherEffect } from "./teacher_effect.ts";
import { type Content, type Markup, markup, type Section } from "./markup.ts";

type Settings = Pick<ReportSettings, "figures" | "again">;
type Results = Pick<ReportResults, "figures" | "summaries">;
type AndEffects = Results & Pick<ReportResults, "effects">;

/** Whole figures of the paper, a section each, under a line that says what it shows. */
export function paperFigures(
  settings: Settings,
  results: AndEffects,
): Section[] {
  return settings.figures.filter(isWhole).map((figure): Section => {
    const { name, title, caption } = figure;
    const body = markup`<p class="shows">${caption}</p>
${legends[name] ?? ""}<div class="composites">
${withKey(figure, settings, results, notes[name]?.(results) ?? "")}</div>
`;
    return {
      name: `whole-${name}`,
      title: `${name.replace("figure-", "Figure ")}: ${title}`,
      body,
    };
  });
}

/** What its abbreviations mean, over a figure. */
const legends: Record<string, Markup> = {
  "figure-3":
    markup`<p class="shows">BP is backpropagation, FA feedback alignment, PBP pseudobackprop; DI dynamic
inversion, NDI its resting state, SDI one loop through all layers; a number marks
another leak or feedback.</p>
`,
};

/** What a reader should know beside a figure. */
const notes: Record<string, (results: AndEffects) => Content> = {
  "figure-3": ({ effects }) =>
    markup`Of panel g, mind that the published teacher of the nonlinear regression hardly depends on its input: its weights and biases lie within ±0.01,
so nearly all of the first error is a constant, which every rule unlearns alike.
<a href="#claim-nonlinear-any-rule-will-do">How much of it</a>, and
<a href="#corrections">what a teacher with larger weights changes</a>. ${
      teacherEffect(effects)
    }`,
  "figure-4": () =>
    "The lower a line, the fewer images are classified wrongly (a), or the nearer reconstructions come (b1, b2). A circle marks where an autoencoder has unlearned what it had learned.",
};

/** Other figures whose panels show several experiments; no section without any. */
export function composites(settings: Settings, results: Results): Section[] {
  const figures = settings.figures.filter((figure) =>
    figure.experiments.length > 1 && !isWhole(figure)
  );
  if (figures.length === 0) return [];
  const body = markup`<div class="composites">
${figures.map((figure) => withKey(figure, settings, results))}</div>
`;
  const title = "Figures of several experiments";
  return [{ name: "composites", title, body }];
}

/** What the models of every experiment end with, and who ends below whom; no section without such a figure. */
export function endsSections(
  settings: Settings,
  results: Results & Pick<ReportResults, "ends">,
): Section[] {
  const figures = settings.figures.filter(isOfEnds);
  if (figures.length === 0) return [];
  const hasOrder = figures.some(({ experiments: [name] }) =>
    results.ends[name]?.pairs.some(({ seeds }) => seeds > 1)
  );
  const order = hasOrder
    ? markup` The bar is their median with its 95 % interval. A square says in what per
cent of the seeds the row’s model ends below the column’s, both having started
from the same weights; a row that is mostly blue is that of a model that wins.</p>
<p>Where notes say that no order can be told, a <a href="#claims">claim</a> about the same
pair may hold all the same: it is one comparison, planned before, and its t-interval
counts by how much errors differ; here every pair is tested at once, and only
by which of the two is below.`
    : "";
  const body =
    markup`<p>Each row is a model, each dot the error that it ends with from one seed: lower is
better.${order}
Buttons that hide models leave these figures whole.</p>
<div class="composites">
${
      figures.map((figure) =>
        markup`<h3>${figure.title.split(":")[0]}</h3>
${figureBlock({ ...figure, caption: "" }, settings, results)}`
      )
    }</div>
`;
  return [{ name: "ends", title: "Who ends below whom", body }];
}

/** Whether a figure stands in a section of its own kind, and not in that of its experiment. */
export function isOfEnds({ name }: Pick<Figure, "name">): boolean {
  return name.startsWith("ends-");
}

/** Whether a figure is one of the paper's as printed, with all its panels. */
function isWhole({ name, experiments }: Figure): boolean {
  return /^figure-\d+$/.test(name) && experiments.length > 1;
}

function withKey(
  figure: Figure,
  settings: Settings,
  results: Results,
  caption: Content = figure.caption,
): Markup {
  const { name, title, experiments, metrics } = figure;
  const models = metrics.length === 0
    ? []
    : experiments.flatMap((each) => results.summaries[each].models);
  return markup`${modelKey(models, `${title} (${name})`, figure)}${
    figureBlock({ ...figure, caption }, settings, results)
  }`;
}
