import { figure3j } from "./figure_3j.ts";
import type { Panel } from "./panel.ts";

/** Nonlinear regression: how near one loop through both layers comes to inverting each. */
export const figure3k: Panel = {
  ...figure3j,
  name: "figure-3k",
  title: "Nonlinear regression: δ of SDI against NDI",
  caption:
    "Angle between the hidden error δ of single-loop dynamic inversion (SDI), one loop through both layers, and the steady state of a loop per layer (NDI), in layer 1 (solid) and layer 2 (dashed).",
  models: ["SDI", "SDI-2", "SDI-3"],
  vertical: {
    label: "angle of δ in SDI to NDI (degrees)",
    scale: "linear",
    published: [-2, 55],
    within: [0, 180],
    step: 45,
  },
};
