/** Draws figure 4b, from small random weights. */
import { figure4bNormal } from "../figures/figure_4b_normal.ts";
import { renderPanel } from "../figures/render.ts";
import { runNode } from "../engine/sandbox/node.ts";

if (import.meta.main) await runNode(renderPanel(figure4bNormal));
