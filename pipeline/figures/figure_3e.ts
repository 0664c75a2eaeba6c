import { figure3d } from "./figure_3d.ts";
import type { Panel } from "./panel.ts";

/** Linear regression: how near the dynamics come to their steady state. */
export const figure3e: Panel = {
  ...figure3d,
  name: "figure-3e",
  title: "Linear regression: δ of DI against NDI",
  caption:
    "Angle between the hidden error δ that dynamic inversion reaches and the steady state solved directly (NDI).",
  metrics: ["angle_ndi_1"],
  vertical: {
    label: "angle of δ in DI to NDI (degrees)",
    scale: "linear",
    published: [-3, 55],
    within: [0, 180],
    step: 45,
  },
};
