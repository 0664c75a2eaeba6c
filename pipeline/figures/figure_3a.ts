import type { Panel } from "./panel.ts";

/** Linear regression: how fast each rule learns. */
export const figure3a: Panel = {
  name: "figure-3a",
  title: "Linear regression: error",
  heading: "Linear regression: normalised squared error (NSE)",
  caption:
    "Squared error over the whole training set, divided by the largest error of any model, while a 30-20-10 linear network learns a random linear map one example at a time.",
  experiment: "linear-regression",
  metrics: ["normalised_error"],
  vertical: { label: "normalised squared error (NSE)", scale: "log" },
};
