import { decodeCurves } from "../../lib/statistics/curves.ts";
import type { Summary } from "../../lib/statistics/summary.ts";
import { type NodeContext, NodeError } from "../nodes/node.ts";
import { drawPanel } from "./draw_panel.ts";
import type { Panel } from "./panel.ts";

export interface RenderSettings {
  /** the profile, as the figure names it: "quick profile" */
  label: string;
}

/**
 * What the node of a panel does: inputs `curves.npz` and `summary.json` of its experiment, output
 * `<panel>.svg`.
 */
export function renderPanel(
  panel: Panel,
): (node: NodeContext<RenderSettings>) => void {
  return (node) => {
    const curves = decodeCurves(node.read("curves.npz"));
    const summary = {
      ...node.readJson<Summary>("summary.json"),
      label: node.settings.label,
    };
    node.write(`${panel.name}.svg`, draw(panel, { curves, summary }));
  };
}

function draw(...[panel, results]: Parameters<typeof drawPanel>): string {
  try {
    return drawPanel(panel, results);
  } catch (error) {
    if (error instanceof RangeError) throw new NodeError(error.message);
    throw error;
  }
}
