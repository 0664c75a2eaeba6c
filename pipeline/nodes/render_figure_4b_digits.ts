/** Draws the reconstructions of figure 4b. */
import { figure4bDigits } from "../figures/figure_4b_digits.ts";
import { renderDigits } from "../figures/render.ts";
import { runNode } from "../engine/sandbox/node.ts";

if (import.meta.main) await runNode(renderDigits(figure4bDigits));
