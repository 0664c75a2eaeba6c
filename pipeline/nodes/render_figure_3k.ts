/** Draws figure 3k. */
import { figure3k } from "../figures/figure_3k.ts";
import { renderPanel } from "../figures/render.ts";
import { runNode } from "../engine/sandbox/node.ts";

if (import.meta.main) await runNode(renderPanel(figure3k));
