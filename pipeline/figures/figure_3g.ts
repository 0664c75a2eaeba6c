import { figure3a } from "./figure_3a.ts";
import type { Panel } from "./panel.ts";

/** Nonlinear regression: how fast each rule learns. */
export const figure3g: Panel = {
  ...figure3a,
  name: "figure-3g",
  title: "Nonlinear regression: error",
  heading: "Nonlinear regression: normalised squared error (NSE)",
  caption:
    "Squared error over the whole training set, divided by the largest error of any model, while a 30-20-10-10 network, tanh in both hidden layers, learns from a random teacher of its own shape one example at a time.",
  experiment: "nonlinear-regression",
};
