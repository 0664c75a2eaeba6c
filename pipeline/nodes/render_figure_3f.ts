/** Draws figure 3f. */
import { figure3f } from "../figures/figure_3f.ts";
import { renderPanel } from "../figures/render.ts";
import { runNode } from "../engine/sandbox/node.ts";

if (import.meta.main) await runNode(renderPanel(figure3f));
