/**
 * Writes the report, one page that holds every figure, every final value and
 * what the results say to the paper's claims.
 *
 * Inputs `<figure>.svg`; of each experiment `summary.json`, `curves.npz` and `runs.npz`; where
 * corrections were measured, `corrections/effects.json`; of each sweep `<sweep>/sweep.json`,
 * `<sweep>/summary.json` and `<sweep>/curves.npz`. Output `index.html`.
 */
import { decodeCurves } from "../../lib/statistics/curves.ts";
import type { CorrectionEffects } from "../../lib/statistics/effect.ts";
import { decodeRuns } from "../../lib/statistics/run.ts";
import type { Summary } from "../../lib/statistics/summary.ts";
import type { Sweep } from "../../lib/statistics/sweep.ts";
import { originIn } from "../engine/provenance/origin.ts";
import { type NodeContext, runNode } from "../engine/sandbox/node.ts";
import type {
  ReportResults,
  ReportSettings,
  SweepPageResults,
} from "../report/inputs.ts";
import { inlineSvg } from "../report/markup.ts";
import { page } from "../report/page.ts";
import type { SweepSettings } from "../report/sweep_section.ts";

/** Reads figures and summaries, writes the page. */
export function report(node: NodeContext<ReportSettings>): void {
  const { figures, experiments, sweeps = [] } = node.settings;
  const results: ReportResults = {
    figures: {},
    origins: {},
    summaries: {},
    curves: {},
    runs: {},
    sweeps: {},
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
  addFigures(node, figures, results);
  for (const sweep of sweeps) addSweep(node, sweep, results);
  node.write("index.html", page(node.settings, results));
}

/** Reads what a page shows of a sweep: its points, the best of them, and its figures. */
export function addSweep(
  node: NodeContext<unknown>,
  { name, figures }: SweepSettings,
  results: SweepPageResults,
): void {
  results.sweeps[name] = node.readJson<Sweep>(`${name}/sweep.json`);
  results.summaries[name] = node.readJson<Summary>(`${name}/summary.json`);
  results.curves[name] = decodeCurves(node.read(`${name}/curves.npz`));
  addFigures(node, figures, results);
}

function addFigures(
  node: NodeContext<unknown>,
  figures: readonly { name: string }[],
  results: Pick<ReportResults, "figures" | "origins">,
): void {
  for (const { name } of figures) {
    const file = new TextDecoder().decode(node.read(`${name}.svg`));
    results.figures[name] = inlineSvg(name, file);
    results.origins[name] = originIn(file);
  }
}

if (import.meta.main) await runNode(report);
