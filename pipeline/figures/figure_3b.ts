import { figure3a } from "./figure_3a.ts";
import type { Panel } from "./panel.ts";

/** As Fig. 3a, with every weight update scaled to unit length, so that directions alone compete. */
export const figure3b: Panel = {
  ...figure3a,
  name: "figure-3b",
  title: "Linear regression, normalised updates: error",
  heading: "The same, updates normalised",
  caption:
    "As figure 3a, with every weight update scaled to unit Frobenius norm: step sizes no longer differ, directions alone do.",
  experiment: "linear-regression-normalised",
};
