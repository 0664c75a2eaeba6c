import { hash } from "node:crypto";
import { aboutSection } from "./about_section.ts";
import { arrange } from "./arrange.ts";
import { claimsCount, claimsSection } from "./claims_section.ts";
import { collapseSections } from "./collapse_section.ts";
import { correctionsSection } from "./corrections_section.ts";
import { curveData } from "./curve_data.ts";
import { experimentSection } from "./experiment_section.ts";
import { figureTables } from "./figure_tables.ts";
import * as figureSections from "./figure_sections.ts";
import { contents, header, title } from "./header.ts";
import { headlineSections } from "./headline_table.ts";
import type { ReportResults, ReportSettings } from "./inputs.ts";
import { learningSection } from "./learning_section.ts";
import { loopSection } from "./loop_section.ts";
import { dataBlock, Markup, markup, sectionMarkup } from "./markup.ts";
import { provenanceSection } from "./provenance_section.ts";
import { rulesSection } from "./rules_section.ts";
import { stabilitySection } from "./stability_section.ts";
import { addedRules, stylesheet } from "./stylesheet.ts";
import { sweepSection } from "./sweep_section.ts";

/**
 * The whole report as one page that needs nothing but itself, and may ask for nothing else; without
 * experiments, one of sweeps alone. It is complete as it is; a script at its end lets a reader
 * choose models and read values off curves.
 */
export function page(settings: ReportSettings, results: ReportResults): string {
  const { experiments, sweeps = [], again } = settings;
  const figures = [settings, ...sweeps].flatMap(({ figures }) => figures);
  const swept = sweeps.map((sweep) => sweepSection(sweep, results, again));
  const provenance = provenanceSection({ ...settings, figures }, results);
  const isWhole = experiments.length > 0;
  const sections = experiments
    .map((one) => experimentSection(one, settings, results));
  // the text of the page has a blank line after each group
  const groups = settings.beyond && isWhole
    ? [
      [aboutSection(settings)],
      sections,
      figureSections.composites(settings, results),
      figureSections.endsSections(settings, results),
      [claimsSection(settings, results)],
      [rulesSection(settings)],
      swept,
      [provenance],
    ].filter((sections) => sections.length > 0)
    : isWhole
    ? [
      figureSections.paperFigures(settings, results),
      headlineSections(settings, results),
      figureSections.endsSections(settings, results),
      [aboutSection(settings), loopSection(), ...learningSection(settings)],
      sections,
      figureSections.composites(settings, results),
      [claimsSection(settings, results)],
      [rulesSection(settings)],
      [stabilitySection(settings, results)],
      collapseSections(settings, results),
      [correctionsSection(settings, results)],
      swept,
      [provenance],
    ].filter((sections) => sections.length > 0)
    : [[aboutSection(settings), rulesSection(settings)], swept, [provenance]];
  const lead = !isWhole
    ? "Beyond the experiments of"
    : settings.beyond
    ? "What readers would ask next of"
    : "The experiments of";
  const findings = isWhole
    ? markup`: of its claims <a href="#claims">${
      claimsCount(settings, results)
    }</a>`
    : "";
  const label = [
    ...isWhole ? [] : swept.map(({ title }) => title),
    settings.label,
  ].join(", ");
  const rules = figures.flatMap(({ name }) =>
    arrange(name, results.figures)?.rules ?? []
  );
  const names = settings.models.map(({ name }) => name);
  const added = addedRules(figures, names);
  const style = markup`<style>${stylesheet}${added}${new Markup(
    rules.join(""),
  )}</style>`;
  const body = markup`<body>
${header(lead, settings, findings)}${contents(groups.flat())}<main>
${groups.map((sections) => markup`${sections.map(sectionMarkup)}\n`)}</main>
${dataBlock("curve-data", curveData(figures, results.curves))}
${dataBlock("figure-tables", figureTables(figures, results))}
<script type="module">${new Markup(results.script)}</script>
</body>`;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${
    contentPolicy(style.text + body.text)
  }">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}: ${label}</title>
${style}
</head>
${body}
</html>
`.text;
}

/**
 * What a page may do, from what is in it: run the scripts and apply the styles it holds, each by
 * its digest, show pictures it holds, and have the script compile WebAssembly and start itself
 * again as a worker; no request at all.
 *
 * CSP Level 3, W3C.
 */
export function contentPolicy(page: string): string {
  const sources = (...patterns: RegExp[]) => {
    const digests = patterns.flatMap((pattern) => [...page.matchAll(pattern)])
      // as a page's reader sees it, of the entities that this project writes
      .map(([, text]) =>
        text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code))
      )
      .map((text) => `'sha256-${hash("sha256", text, "base64")}'`);
    return [...new Set(digests)].join(" ") || "'none'";
  };
  const scripts = sources(/<script type="module">(.*?)<\/script>/gs);
  const attribute = / style="([^"]*)"/g;
  // an attribute's digest counts for nothing without the word "unsafe-hashes"
  const hashes = page.match(attribute) ? " 'unsafe-hashes'" : "";
  return [
    "default-src 'none'",
    ...scripts === "'none'"
      ? [`script-src ${scripts}`]
      : [`script-src ${scripts} 'wasm-unsafe-eval'`, "worker-src blob:"],
    `style-src ${sources(/<style>(.*?)<\/style>/gs, attribute)}${hashes}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}
