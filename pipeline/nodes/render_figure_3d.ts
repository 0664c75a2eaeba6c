/** Draws figure 3d. */
import { figure3d } from "../figures/figure_3d.ts";
import { renderPanel } from "../figures/render.ts";
import { runNode } from "../engine/sandbox/node.ts";

if (import.meta.main) await runNode(renderPanel(figure3d));
