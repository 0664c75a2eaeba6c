/** Draws figure 3b. */
import { figure3b } from "../figures/figure_3b.ts";
import { renderPanel } from "../figures/render.ts";
import { runNode } from "../engine/sandbox/node.ts";

if (import.meta.main) await runNode(renderPanel(figure3b));
