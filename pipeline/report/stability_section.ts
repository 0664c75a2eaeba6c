import { isStabilityLoss } from "../../lib/claims/measures.ts";
import type { Run } from "../../lib/statistics/run.ts";
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
  { runs }: Pick<ReportResults, "runs">,
): Section {
  const groups = experiments.flatMap(({ name, title }) => {
    const models = [...Map.groupBy(runs[name], ({ model }) => model)]
      .filter(([, runs]) => runs.some(isWatched));
    if (models.length === 0) return [];
    const heading = markup`<a href="#${name}">${title}</a>`;
    const rows = models.map(([model, runs]) => row(model, runs));
    return [rowGroup(heading, rows, headings.length)];
  });
  const body =
    markup`<p>A loop is stable while its spectral abscissa, the largest real part of its
eigenvalues, is below zero. One that is not has its feedback repaired; where
that fails, the model ends as unstable. A model has diverged where a number is
no longer finite. The abscissa is taken after any repair; what it was before is
told with each experiment.</p>
${
      groups.length === 0
        ? markup`<p>No model here ran a loop whose stability was watched.</p>`
        : markup`<div class="wide" tabindex="0" role="region" aria-labelledby="stability-heading">
<table>
<caption>Seeds by outcome; repairs over all seeds, and the iteration of the first.</caption>
${tableHead(headings)}
${groups}</table>
</div>`
    }
`;
  return { name: "stability", title: "Stability", body };
}

function row(model: string, runs: readonly Run[]): Markup {
  const ended = (status: string) =>
    runs.filter(({ trace }) => trace.outcome.status === status).length;
  const repairs = runs.flatMap(({ seed, trace }) =>
    trace.events.filter(({ event }) => event === "repaired")
      .map(({ iteration }) => ({ seed, iteration }))
  );
  const [first] = repairs.toSorted((a, b) => a.iteration - b.iteration);
  const [largest] = runs.flatMap(abscissaeOf)
    .map((values) => values.reduce((a, b) => Math.max(a, b), -Infinity))
    .filter(Number.isFinite).sort((a, b) => b - a);
  return modelRow(model, [
    ...["finished", "unstable", "diverged"].map(ended),
    repairs.length,
    first ? `${first.iteration} (seed ${first.seed})` : "—",
    largest === undefined ? "—" : significant(largest),
  ]);
}

function isWatched(run: Run): boolean {
  return abscissaeOf(run).length > 0 || run.trace.events.some(isStabilityLoss);
}

function abscissaeOf({ trace }: Run): Float64Array[] {
  return Object.entries(trace.series).flatMap(([metric, { value }]) =>
    metric.startsWith("spectral_abscissa") ? [value] : []
  );
}
