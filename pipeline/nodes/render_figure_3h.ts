/** Draws figure 3h. */
import { figure3h } from "../figures/figure_3h.ts";
import { renderPanel } from "../figures/render.ts";
import { runNode } from "../engine/sandbox/node.ts";

if (import.meta.main) await runNode(renderPanel(figure3h));
