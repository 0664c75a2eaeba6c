import type { Panel } from "./panel.ts";

/** Linear regression: stability of the dynamic inversion loop. */
export const figure3c: Panel = {
  name: "figure-3c",
  title: "Linear regression: stability of the loop",
  caption:
    "Spectral abscissa, the largest real part of the eigenvalues of the dynamic inversion loop, after any repair of its feedback. Below zero (dashed) the loop is stable.",
  experiment: "linear-regression",
  metrics: ["spectral_abscissa_1"],
  models: ["DI", "DI-2", "DI-3"],
  first: 500,
  vertical: {
    label: "spectral abscissa (λₘₐₓ)",
    scale: "linear",
    atLeast: [0, 0],
    zeroLine: true,
  },
};
