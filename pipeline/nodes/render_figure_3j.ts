/** Draws figure 3j. */
import { figure3j } from "../figures/figure_3j.ts";
import { renderPanel } from "../figures/render.ts";
import { runNode } from "../engine/sandbox/node.ts";

if (import.meta.main) await runNode(renderPanel(figure3j));
