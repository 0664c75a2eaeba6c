import { figure3i } from "./figure_3i.ts";
import type { Panel } from "./panel.ts";

/** Nonlinear regression: how near the dynamics come to their steady state. */
export const figure3j: Panel = {
  ...figure3i,
  name: "figure-3j",
  title: "Nonlinear regression: δ of DI against NDI",
  caption:
    "Angle between the hidden error δ that dynamic inversion reaches and the steady state solved directly (NDI), in layer 1 (solid) and layer 2 (dashed).",
  metrics: ["angle_ndi_1", "angle_ndi_2"],
  vertical: {
    label: "angle of δ in DI to NDI (degrees)",
    scale: "linear",
    atLeast: [0, 16],
    within: [0, 180],
    step: 15,
  },
};
