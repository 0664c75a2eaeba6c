import type { Panel } from "./panel.ts";

/**
 * Linear regression: angle between feedback and the negative transpose of the weights.
 *
 * A departure: the published axis says Wᵀ where the angle is to −Wᵀ.
 */
export const figure3d: Panel = {
  name: "figure-3d",
  title: "Linear regression: B against −Wᵀ",
  caption:
    "Angle between the feedback B and the negative transpose of the weights it inverts, −Wᵀ, while the weights move away from where they started.",
  experiment: "linear-regression",
  metrics: ["angle_feedback_1"],
  models: ["DI", "DI-2", "DI-3"],
  first: 500,
  vertical: {
    label: "angle of B to −Wᵀ (degrees)",
    scale: "linear",
    atLeast: [0, 50],
    within: [0, 180],
    step: 45,
  },
};
