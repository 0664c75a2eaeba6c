import { isStabilityLoss } from "../../lib/claims/measures.ts";
import type { ModelSummary } from "../../lib/statistics/summary.ts";
import type { ReportResults, ReportSettings } from "./inputs.ts";
import { type Markup, markup, type Section } from "./markup.ts";
import { significant } from "./numbers.ts";
import { modelRow, rowGroup, tableHead } from "./table.ts";

const headings = [
  ...["Model", "Finished", "Unstable", "Diverged"],
  ...["Repairs", "First repair", "Largest abscissa"],
];

/** Whether loops stayed stable, for every model that ran one: how its seeds ended, and how often it was mended. */
export function stabilitySection(
  { experiments }: Pick<ReportSettings, "experiments">,
  { summaries }: Pick<ReportResults, "summaries">,
): Section {
  const groups = experiments.flatMap(({ name, title }) => {
    const models = summaries[name].models.filter(isWatched);
    if (models.length === 0) return [];
    const heading = markup`<a href="#${name}">${title}</a>`;
    return [rowGroup(heading, models.map(row), headings.length)];
  });
  const body =
    markup`<p>A loop is stable while its spectral abscissa, the largest real part of its
eigenvalues, is below zero. The feedback of one that is not is repaired; if that
fails, training ends there, and the model is unstable. It has diverged if a number
is no longer finite. Seeds that ended so are lost; one that was repaired goes on,
though claims count each repair as a loss of stability. The table has the abscissa after any repair; what it was
before stands with each experiment.</p>
${
      groups.length === 0
        ? markup`<p>No model here ran a loop whose stability was watched.</p>`
        : markup`<div class="wide" tabindex="0" role="region" aria-label="Stability of every model">
<table>
<caption>How many seeds ended how; repairs over all seeds, and the iteration of the first.</caption>
${tableHead(headings)}
${groups}</table>
</div>`
    }
`;
  return { name: "stability", title: "Stability", body };
}

function row({ name, outcomes, abscissa = null }: ModelSummary): Markup {
  const ended = (status: string) =>
    outcomes.filter(({ outcome }) => outcome.status === status).length;
  const repairs = outcomes.flatMap(({ seed, events }) =>
    events.filter(({ event }) => event === "repaired")
      .map(({ iteration }) => ({ seed, iteration }))
  );
  const [first] = repairs.toSorted((a, b) => a.iteration - b.iteration);
  return modelRow(name, [
    ...["finished", "unstable", "diverged"].map(ended),
    repairs.length,
    first ? `${first.iteration} (seed ${first.seed})` : "—",
    abscissa === null ? "—" : significant(abscissa),
  ]);
}

function isWatched({ outcomes, abscissa }: ModelSummary): boolean {
  return abscissa !== undefined ||
    outcomes.some(({ events }) => events.some(isStabilityLoss));
}
