import { isStabilityLoss } from "../../lib/claims/measures.ts";
import type { Run } from "../../lib/statistics/run.ts";
import type { ExperimentText } from "./experiment_section.ts";
import { type Markup, markup } from "./markup.ts";
import { significant } from "./numbers.ts";

const headings = [
  "Model",
  "Finished",
  "Unstable",
  "Diverged",
  "Repairs",
  "First repair",
  "Largest abscissa",
];

/** Whether loops stayed stable, for every model that ran one: how its seeds ended, and how often it was mended. */
export function stabilitySection(
  experiments: readonly ExperimentText[],
  { runs }: { runs: Record<string, readonly Run[]> },
): Markup {
  const watched = experiments
    .map((experiment) => ({
      ...experiment,
      runs: byModel(runs[experiment.name]),
    }))
    .filter(({ runs }) => runs.size > 0);
  return markup`<section id="stability" aria-labelledby="stability-heading">
<h2 id="stability-heading">Stability</h2>
<p>A loop is stable while its spectral abscissa, the largest real part of its
eigenvalues, is below zero. One that is not has its feedback repaired; where
that fails, the model ends as unstable. A model has diverged where a number is
no longer finite. The abscissa is taken after any repair; what it was before is
told with each experiment.</p>
${
    watched.length === 0
      ? markup`<p>No model here ran a loop whose stability was watched.</p>`
      : markup`<div class="wide" tabindex="0" role="region" aria-labelledby="stability-heading">
<table>
<caption>Seeds by outcome; repairs over all seeds, and the iteration of the first.</caption>
<thead><tr>${
        headings.map((heading) => markup`<th scope="col">${heading}</th>`)
      }</tr></thead>
${
        watched.map(({ name, title, runs }) =>
          markup`<tbody>
<tr><th colspan="${headings.length}" scope="rowgroup"><a href="#${name}">${title}</a></th></tr>
${[...runs].map(([model, runs]) => row(model, runs))}</tbody>
`
        )
      }</table>
</div>`
  }
</section>
`;
}

function row(model: string, runs: readonly Run[]): Markup {
  const ended = (status: string) =>
    runs.filter(({ trace }) => trace.outcome.status === status).length;
  const losses = runs.flatMap(({ seed, trace }) =>
    trace.events.filter(isStabilityLoss).map((event) => ({ seed, ...event }))
  );
  const repairs = losses.filter(({ event }) => event === "repaired");
  const [first] = repairs.toSorted((a, b) => a.iteration - b.iteration);
  const abscissae = runs.flatMap(({ trace }) =>
    watchedMetrics(trace).map((metric) =>
      trace.series[metric].value.reduce((a, b) => Math.max(a, b), -Infinity)
    )
  ).filter(Number.isFinite);
  const cells = [
    ended("finished"),
    ended("unstable"),
    ended("diverged"),
    repairs.length,
    first ? `${first.iteration} (seed ${first.seed})` : "—",
    abscissae.length > 0
      ? significant(abscissae.reduce((a, b) => Math.max(a, b)))
      : "—",
  ];
  return markup`<tr><th scope="row">${model}</th>${
    cells.map((cell) => markup`<td>${cell}</td>`)
  }</tr>
`;
}

/** The runs of models whose loops were watched, in their order. */
function byModel(runs: readonly Run[]): Map<string, Run[]> {
  const models = new Map<string, Run[]>();
  for (const run of runs) {
    models.set(run.model, [...models.get(run.model) ?? [], run]);
  }
  return new Map(
    [...models].filter(([, runs]) =>
      runs.some(({ trace }) =>
        watchedMetrics(trace).length > 0 || trace.events.some(isStabilityLoss)
      )
    ),
  );
}

function watchedMetrics({ series }: Run["trace"]): string[] {
  return Object.keys(series).filter((metric) =>
    metric.startsWith("spectral_abscissa")
  );
}
