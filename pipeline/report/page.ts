import type { Curves } from "../../lib/statistics/curves.ts";
import type { Run } from "../../lib/statistics/run.ts";
import type { Summary } from "../../lib/statistics/summary.ts";
import type { Figure } from "../figures/catalogue.ts";
import { claimsSection } from "./claims_section.ts";
import type { Origin } from "../engine/provenance/origin.ts";
import type { CorrectionEffects } from "../../lib/statistics/effect.ts";
import { compositeSection } from "./composite_section.ts";
import { contentPolicy } from "./content_policy.ts";
import { curveData } from "./curve_data.ts";
import { dataBlock } from "./data_block.ts";
import { correctionsSection } from "./corrections_section.ts";
import {
  experimentSection,
  type ExperimentText,
  type TableSettings,
} from "./experiment_section.ts";
import { Markup, markup } from "./markup.ts";
import { overview, type RuledModel } from "./overview.ts";
import { pageScript } from "./page_script.ts";
import { provenance, type ProvenanceSettings } from "./provenance.ts";
import { stabilitySection } from "./stability_section.ts";
import { stylesheet } from "./stylesheet.ts";

/** What the report is told. */
export interface ReportSettings extends ProvenanceSettings, TableSettings {
  figures: Figure[];
  experiments: ExperimentText[];
  /** every model of the experiments, each once, in the order of the page */
  models?: RuledModel[];
}

/**
 * What the report shows: figures and where they come from by name; summaries, averaged curves and
 * runs by experiment; and what corrections change.
 */
export interface ReportResults {
  figures: Record<string, Markup>;
  origins: Record<string, Origin | undefined>;
  summaries: Record<string, Summary>;
  curves: Record<string, Curves>;
  runs: Record<string, readonly Run[]>;
  effects?: readonly CorrectionEffects[];
}

const title = "Biological credit assignment through dynamic inversion";

/**
 * The whole report as one page that needs nothing but itself, and may ask for nothing else. It is
 * complete as it is; a script at its end lets a reader choose models and read values off curves.
 */
export function page(settings: ReportSettings, results: ReportResults): string {
  const style = markup`<style>${stylesheet}</style>`;
  const body = pageBody(settings, results);
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${
    contentPolicy(style.text + body.text)
  }">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}: ${settings.label}</title>
${style}
</head>
${body}
</html>
`.text;
}

function pageBody(settings: ReportSettings, results: ReportResults): Markup {
  const { again = {} } = settings;
  return markup`<body>
${header(settings)}
<main>
${overview(settings.models ?? [])}
${claimsSection({ ...results, again })}
${compositeSection(compositesOf(settings), { ...results, again })}
${sections(settings, results)}
${stabilitySection(settings.experiments, results)}
${correctionsSection(settings.experiments, { ...results, again })}
${
    provenance(settings, {
      summaries: Object.values(results.summaries),
      origins: results.origins,
    })
  }
</main>
${dataBlock("curve-data", curveData(settings.figures, results.curves))}
<script type="module">${new Markup(pageScript)}</script>
</body>`;
}

/** Figures whose panels show several experiments. */
function compositesOf({ figures }: ReportSettings): Figure[] {
  return figures.filter(({ experiments }) => experiments.length > 1);
}

function header(settings: ReportSettings): Markup {
  const { label, experiments } = settings;
  const links = [
    { name: "overview", title: "Overview" },
    { name: "claims", title: "Claims" },
    ...compositesOf(settings).length > 0
      ? [{ name: "composites", title: "Figures of several experiments" }]
      : [],
    ...experiments,
    { name: "stability", title: "Stability" },
    { name: "corrections", title: "Quirks and corrections" },
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
      { again: {}, ...settings },
    )
  );
}
