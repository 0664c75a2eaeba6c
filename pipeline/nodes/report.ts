/**
 * Writes the report, one page that holds every figure, every final value and
 * what the results say to the paper's claims.
 *
 * Inputs `<figure>.svg`; of each experiment `summary.json`, `curves.npz` and `runs.npz`; where
 * corrections were measured, `corrections/effects.json`. Output `index.html`.
 */
import { decodeCurves } from "../../lib/statistics/curves.ts";
import { decodeRuns } from "../../lib/statistics/run_archive.ts";
import type { Summary } from "../../lib/statistics/summary.ts";
import type { CorrectionEffects } from "../../lib/statistics/effect.ts";
import { originIn } from "../engine/provenance/origin.ts";
import { inlineSvg } from "../report/inline_svg.ts";
import { page, type ReportSettings } from "../report/page.ts";
import {
  type NodeContext,
  NodeError,
  runNode,
} from "../engine/sandbox/node.ts";

/** Reads figures and summaries, writes the page. */
export function report(node: NodeContext<ReportSettings>): void {
  const { figures, experiments } = node.settings;
  const known = new Set(experiments.map(({ name }) => name));
  for (const { name, experiments } of figures) {
    const unknown = experiments.find((experiment) => !known.has(experiment));
    if (unknown !== undefined) {
      throw new NodeError(
        `Cannot report ${name}: its experiment ${unknown} is not among ${
          [...known].join(", ")
        }`,
      );
    }
  }
  const decoder = new TextDecoder();
  const files = figures.map(({ name }) =>
    [name, decoder.decode(node.read(`${name}.svg`))] as const
  );
  const summaries = Object.fromEntries(experiments.map(({ name }) => [
    name,
    node.readJson<Summary>(`${name}/summary.json`),
  ]));
  const results = {
    figures: Object.fromEntries(
      files.map(([name, file]) => [name, inlineSvg(name, file)]),
    ),
    origins: Object.fromEntries(
      files.map(([name, file]) => [name, originIn(file)]),
    ),
    summaries,
    runs: Object.fromEntries(experiments.map(({ name }) => [
      name,
      decodeRuns(node.read(`${name}/runs.npz`), summaries[name]),
    ])),
    curves: Object.fromEntries(experiments.map(({ name }) => [
      name,
      decodeCurves(node.read(`${name}/curves.npz`)),
    ])),
    effects: node.inputs.includes("corrections/effects.json")
      ? node.readJson<CorrectionEffects[]>("corrections/effects.json")
      : [],
  };
  node.write("index.html", page(node.settings, results));
}

if (import.meta.main) await runNode(report);
