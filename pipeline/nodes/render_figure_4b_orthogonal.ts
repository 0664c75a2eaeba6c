/** Draws figure 4b, from orthogonal weights. */
import { figure4bOrthogonal } from "../figures/figure_4b_orthogonal.ts";
import { renderPanel } from "../figures/render.ts";
import { runNode } from "../engine/sandbox/node.ts";

if (import.meta.main) await runNode(renderPanel(figure4bOrthogonal));
