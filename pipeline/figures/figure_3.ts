import { figure3a } from "./figure_3a.ts";
import { figure3b } from "./figure_3b.ts";
import { figure3c } from "./figure_3c.ts";
import { figure3d } from "./figure_3d.ts";
import { figure3e } from "./figure_3e.ts";
import { figure3f } from "./figure_3f.ts";
import { figure3g } from "./figure_3g.ts";
import { figure3h } from "./figure_3h.ts";
import { figure3i } from "./figure_3i.ts";
import { figure3j } from "./figure_3j.ts";
import { figure3k } from "./figure_3k.ts";
import type { Composite, Panel, Place } from "./panel.ts";

/** Twelve inches of 96 pixels, the published width. */
const width = 1152;
const rowHeight = 252;

/** Width of a block of four small panels. */
const block = 504;

/** Both regressions, a row each: errors large, stability and angles small beside them. */
export const figure3: Composite = {
  name: "figure-3",
  title: "Linear and nonlinear regression",
  caption:
    "Linear regression (a–f) and nonlinear regression (g–k): error of every rule, stability of the dynamic inversion loops, and the angles of their feedback and of the hidden errors they reach.",
  width,
  places: [
    large(figure3a, 0, 0, 344),
    large(figure3b, 344, 0, 304),
    ...four([figure3c, figure3d, figure3e, figure3f], 0),
    large(figure3g, 0, rowHeight, width - block),
    ...four([figure3h, figure3i, figure3j, figure3k], rowHeight),
  ],
};

function large(panel: Panel, x: number, y: number, width: number): Place {
  return { panel, letter: letterOf(panel), x, y, width, height: rowHeight };
}

/** Four panels, two under two; the first column first. */
function four(panels: readonly Panel[], y: number): Place[] {
  const upper = 112;
  return panels.map((panel, k) => ({
    panel,
    letter: letterOf(panel),
    x: width - block + (k < 2 ? 0 : block / 2),
    y: k % 2 === 0 ? y : y + upper,
    width: block / 2,
    height: k % 2 === 0 ? upper : rowHeight - upper,
    bare: k % 2 === 0,
  }));
}

function letterOf({ name }: Panel): string {
  return name.at(-1)!;
}
