/**
 * Writes the page of one sweep.
 *
 * Inputs `<sweep>/sweep.json`, `summary.json` and `curves.npz`, and its figures; output `<sweep>.html`.
 */
import { type NodeContext, runNode } from "../engine/sandbox/node.ts";
import type { SweepPageResults, SweepPageSettings } from "../report/inputs.ts";
import { sweepPage } from "../report/page.ts";
import { addSweep } from "./report.ts";

/** Reads the sweep and its figures, writes the page. */
export function reportSweep(node: NodeContext<SweepPageSettings>): void {
  const { sweep } = node.settings;
  const results: SweepPageResults = {
    ...{ figures: {}, origins: {}, summaries: {}, curves: {}, sweeps: {} },
  };
  addSweep(node, sweep, results);
  node.write(`${sweep.name}.html`, sweepPage(node.settings, results));
}

if (import.meta.main) await runNode(reportSweep);
