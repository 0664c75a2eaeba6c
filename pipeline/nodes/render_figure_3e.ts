/** Draws figure 3e. */
import { figure3e } from "../figures/figure_3e.ts";
import { renderPanel } from "../figures/render.ts";
import { runNode } from "../engine/sandbox/node.ts";

if (import.meta.main) await runNode(renderPanel(figure3e));
