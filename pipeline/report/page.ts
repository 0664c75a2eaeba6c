import type { Summary } from "../../lib/statistics/summary.ts";
import type { Figure } from "../figures/catalogue.ts";
import { compositeSection } from "./composite_section.ts";
import {
  experimentSection,
  type ExperimentText,
} from "./experiment_section.ts";
import { type Markup, markup } from "./markup.ts";
import { overview } from "./overview.ts";
import { provenance, type ProvenanceSettings } from "./provenance.ts";
import { stylesheet } from "./stylesheet.ts";

/** What the report is told. */
export interface ReportSettings extends ProvenanceSettings {
  figures: Figure[];
  experiments: ExperimentText[];
}

/** What the report shows: figures by name, summaries by experiment. */
export interface ReportResults {
  figures: Record<string, Markup>;
  summaries: Record<string, Summary>;
}

const title = "Biological credit assignment through dynamic inversion";

/** The whole report as one page that needs nothing but itself. */
export function page(settings: ReportSettings, results: ReportResults): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}: ${settings.label}</title>
<style>${stylesheet}</style>
</head>
<body>
${header(settings)}
<main>
${overview()}
${compositeSection(compositesOf(settings), results.figures)}
${sections(settings, results)}
${provenance(settings, Object.values(results.summaries))}
</main>
</body>
</html>
`.text;
}

/** Figures whose panels show several experiments. */
function compositesOf({ figures }: ReportSettings): Figure[] {
  return figures.filter(({ experiments }) => experiments.length > 1);
}

function header(settings: ReportSettings): Markup {
  const { label, experiments } = settings;
  const links = [
    { name: "overview", title: "Overview" },
    ...compositesOf(settings).length > 0
      ? [{ name: "composites", title: "Figures of several experiments" }]
      : [],
    ...experiments,
    { name: "provenance", title: "Provenance" },
  ];
  return markup`<header>
<h1>${title}</h1>
<p>The experiments of Podlaski &amp; Machens, NeurIPS 2020, done again: <strong>${label}</strong>.</p>
<nav aria-label="Contents">
<ul>
${
    links.map(({ name, title }) =>
      markup`<li><a href="#${name}">${title}</a></li>\n`
    )
  }</ul>
</nav>
</header>`;
}

function sections(settings: ReportSettings, results: ReportResults): Markup[] {
  return settings.experiments.map(({ label, ...experiment }) =>
    experimentSection(
      label === settings.label ? experiment : { ...experiment, label },
      settings.figures.filter(({ experiments }) =>
        experiments.length === 1 && experiments[0] === experiment.name
      ),
      results,
    )
  );
}
