/** Draws figure 3a. */
import { figure3a } from "../figures/figure_3a.ts";
import { renderPanel } from "../figures/render.ts";
import { runNode } from "../engine/sandbox/node.ts";

if (import.meta.main) await runNode(renderPanel(figure3a));
