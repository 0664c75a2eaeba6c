/** Draws figure 4, all its panels together. */
import { figure4 } from "../figures/figure_4.ts";
import { renderComposite } from "../figures/render.ts";
import { runNode } from "../engine/sandbox/node.ts";

if (import.meta.main) await runNode(renderComposite(figure4));
