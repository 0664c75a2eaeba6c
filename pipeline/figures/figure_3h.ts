import { figure3c } from "./figure_3c.ts";
import type { Panel } from "./panel.ts";

/**
 * Nonlinear regression: stability of the dynamic inversion loops.
 *
 * A departure: the published axis takes every value for negative; here one that is not is marked.
 */
export const figure3h: Panel = {
  ...figure3c,
  name: "figure-3h",
  title: "Nonlinear regression: stability of the loops",
  caption:
    "Spectral abscissa of the dynamic inversion loop of layer 1 (solid) and of layer 2 (dashed), after any repair of its feedback, nearest to zero on top. Below zero a loop is stable.",
  experiment: "nonlinear-regression",
  metrics: ["spectral_abscissa_1", "spectral_abscissa_2"],
  vertical: {
    label: "spectral abscissa (λₘₐₓ)",
    scale: "log",
    negative: true,
    atLeast: [1e-3, 1e-2],
  },
};
