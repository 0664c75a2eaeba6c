import { figure3d } from "./figure_3d.ts";
import type { Panel } from "./panel.ts";

/** Linear regression: how near dynamic inversion comes to the pseudoinverse. */
export const figure3f: Panel = {
  ...figure3d,
  name: "figure-3f",
  title: "Linear regression: δ of DI against PBP",
  caption:
    "Angle between the hidden error δ of dynamic inversion and that of pseudobackprop (PBP), which uses the pseudoinverse of the weights.",
  metric: "angle_pbp_1",
  vertical: {
    ...figure3d.vertical,
    label: "angle of δ in DI to δ in PBP",
    atLeast: [0, 92],
    step: 45,
  },
};
