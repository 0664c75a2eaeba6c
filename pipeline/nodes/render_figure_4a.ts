/** Draws figure 4a. */
import { figure4a } from "../figures/figure_4a.ts";
import { renderPanel } from "../figures/render.ts";
import { runNode } from "../engine/sandbox/node.ts";

if (import.meta.main) await runNode(renderPanel(figure4a));
