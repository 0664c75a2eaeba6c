import { figure3e } from "./figure_3e.ts";
import type { Panel } from "./panel.ts";

/** Linear regression: how near dynamic inversion comes to the pseudoinverse. */
export const figure3f: Panel = {
  ...figure3e,
  name: "figure-3f",
  title: "Linear regression: δ of DI against PBP",
  caption:
    "Angle between the hidden error δ of dynamic inversion and that of pseudobackprop (PBP), which uses the pseudoinverse of the weights.",
  metrics: ["angle_pbp_1"],
  vertical: {
    ...figure3e.vertical,
    label: "angle of δ in DI to PBP (degrees)",
    published: [-5, 90],
  },
};
