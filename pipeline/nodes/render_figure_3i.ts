/** Draws figure 3i. */
import { figure3i } from "../figures/figure_3i.ts";
import { renderPanel } from "../figures/render.ts";
import { runNode } from "../engine/sandbox/node.ts";

if (import.meta.main) await runNode(renderPanel(figure3i));
