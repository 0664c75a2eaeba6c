import { figure3d } from "./figure_3d.ts";
import type { Panel } from "./panel.ts";

/** Nonlinear regression: angles between feedback and the negative transpose of the weights. */
export const figure3i: Panel = {
  ...figure3d,
  name: "figure-3i",
  title: "Nonlinear regression: B against −Wᵀ",
  caption:
    "Angle between the feedback B of layer 1 (solid) or layer 2 (dashed) and the negative transpose of the weights it inverts, −Wᵀ.",
  experiment: "nonlinear-regression",
  metrics: ["angle_feedback_1", "angle_feedback_2"],
};
