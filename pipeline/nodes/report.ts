/**
 * Writes the report, one page that holds every figure, every final value and
 * what the results say to the paper's claims.
 *
 * Inputs `<figure>.svg`; of each experiment `summary.json`, `curves.npz` and `runs.npz`; where
 * corrections were measured, `corrections/effects.json`. Output `index.html`.
 */
import { decodeCurves } from "../../lib/statistics/curves.ts";
import type { CorrectionEffects } from "../../lib/statistics/effect.ts";
import { decodeRuns } from "../../lib/statistics/run.ts";
import type { Summary } from "../../lib/statistics/summary.ts";
import { originIn } from "../engine/provenance/origin.ts";
import { type NodeContext, runNode } from "../engine/sandbox/node.ts";
import type { ReportResults, ReportSettings } from "../report/inputs.ts";
import { inlineSvg } from "../report/markup.ts";
import { page } from "../report/page.ts";

/** Reads figures and summaries, writes the page. */
export function report(node: NodeContext<ReportSettings>): void {
  const { figures, experiments } = node.settings;
  const results: ReportResults = {
    figures: {},
    origins: {},
    summaries: {},
    curves: {},
    runs: {},
    effects: node.inputs.includes("corrections/effects.json")
      ? node.readJson<CorrectionEffects[]>("corrections/effects.json")
      : [],
  };
  for (const { name } of experiments) {
    const summary = node.readJson<Summary>(`${name}/summary.json`);
    results.summaries[name] = summary;
    results.runs[name] = decodeRuns(node.read(`${name}/runs.npz`), summary);
    results.curves[name] = decodeCurves(node.read(`${name}/curves.npz`));
  }
  for (const { name } of figures) {
    const file = new TextDecoder().decode(node.read(`${name}.svg`));
    results.figures[name] = inlineSvg(name, file);
    results.origins[name] = originIn(file);
  }
  node.write("index.html", page(node.settings, results));
}

if (import.meta.main) await runNode(report);
