/** Draws figure 4a. */
import { figure4a } from "../figures/figure_4a.ts";
import { renderPanel } from "../figures/render.ts";
import { runNode } from "./node.ts";

if (import.meta.main) await runNode(renderPanel(figure4a));
