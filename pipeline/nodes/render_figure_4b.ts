/** Draws figure 4b, both initialisations side by side. */
import { figure4b } from "../figures/figure_4b.ts";
import { renderComposite } from "../figures/render.ts";
import { runNode } from "../engine/sandbox/node.ts";

if (import.meta.main) await runNode(renderComposite(figure4b));
