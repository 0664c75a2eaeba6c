/**
 * Writes a page: the report, which holds every figure, every final value and what the results say
 * to the paper's claims, or that of a sweep.
 *
 * Inputs `script.js`, the page's script; `<figure>.svg`; of each experiment `summary.json`, `statistics.json`, `curves.npz` and
 * `readings.json`; where corrections were measured, `corrections/effects.json`; of each sweep `<sweep>/sweep.json`,
 * `<sweep>/summary.json` and `<sweep>/curves.npz`. Output `index.html`, or `<sweep>.html`.
 */
import { decodeReadings } from "../../lib/claims/readings.ts";
import { decodeCurves } from "../../lib/statistics/curves.ts";
import type { CorrectionEffects } from "../../lib/statistics/effect.ts";
import type { Ends } from "../../lib/statistics/ends.ts";
import type { Summary } from "../../lib/statistics/summary.ts";
import type { Sweep } from "../../lib/statistics/sweep.ts";
import { originIn } from "../engine/provenance/origin.ts";
import { type NodeContext, runNode } from "../engine/sandbox/node.ts";
import type { ReportResults, ReportSettings } from "../report/inputs.ts";
import { findingText } from "../report/findings/findings.ts";
import { inlineSvg } from "../report/markup.ts";
import { page } from "../report/page.ts";

/** Reads figures and summaries, writes the page. */
export function report(node: NodeContext<ReportSettings>): void {
  const { settings } = node;
  const { experiments, sweeps = [] } = settings;
  const results: ReportResults = {
    script: new TextDecoder().decode(node.read("script.js")),
    figures: {},
    origins: {},
    summaries: {},
    curves: {},
    readings: {},
    ends: {},
    sweeps: {},
    effects: node.inputs.includes("corrections/effects.json")
      ? node.readJson<CorrectionEffects[]>("corrections/effects.json")
      : [],
  };
  const readExperiment = (name: string) => {
    results.summaries[name] = node.readJson<Summary>(`${name}/summary.json`);
    results.curves[name] = decodeCurves(node.read(`${name}/curves.npz`));
  };
  for (const { name } of experiments) {
    readExperiment(name);
    const readings = new TextDecoder()
      .decode(node.read(`${name}/readings.json`));
    results.readings[name] = decodeReadings(readings);
    results.ends[name] = node.readJson<Ends | null>(`${name}/statistics.json`);
  }
  for (const { name } of sweeps) {
    readExperiment(name);
    results.sweeps[name] = node.readJson<Sweep>(`${name}/sweep.json`);
  }
  for (const { name } of [settings, ...sweeps].flatMap((of) => of.figures)) {
    const file = new TextDecoder().decode(node.read(`${name}.svg`));
    results.figures[name] = inlineSvg(name, file);
    results.origins[name] = originIn(file);
  }
  results.findings = Object.fromEntries(
    experiments.map(({ name }) => [name, findingText(name, results)]),
  );
  const [html = "index"] = experiments.length > 0
    ? []
    : sweeps.map(({ name }) => name);
  node.write(`${html}.html`, page(settings, results));
}

if (import.meta.main) await runNode(report);
