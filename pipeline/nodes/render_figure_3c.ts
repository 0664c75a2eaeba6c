/** Draws figure 3c. */
import { figure3c } from "../figures/figure_3c.ts";
import { renderPanel } from "../figures/render.ts";
import { runNode } from "../engine/sandbox/node.ts";

if (import.meta.main) await runNode(renderPanel(figure3c));
