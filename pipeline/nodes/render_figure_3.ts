/** Draws figure 3, all its panels together. */
import { figure3 } from "../figures/figure_3.ts";
import { renderComposite } from "../figures/render.ts";
import { runNode } from "../engine/sandbox/node.ts";

if (import.meta.main) await runNode(renderComposite(figure3));
