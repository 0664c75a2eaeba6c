/** Draws figure 3g. */
import { figure3g } from "../figures/figure_3g.ts";
import { renderPanel } from "../figures/render.ts";
import { runNode } from "../engine/sandbox/node.ts";

if (import.meta.main) await runNode(renderPanel(figure3g));
