import type { PanelScales } from "../../../../pipeline/figures/panel_scales.ts";
import type { CurveData } from "../../../../pipeline/report/curve_data.ts";

/** A panel of two layers, of three measurements each. */
export const scales: PanelScales = {
  experiment: "made-up",
  metrics: ["angle_1", "angle_2"],
  models: ["DI", "DI-2"],
  x: { domain: [0, 2], range: [0, 200] },
  y: { domain: [0, 10], range: [100, 0], type: "linear" },
  factor: 1,
  size: 1,
};

const iteration = [0, 1, 2];

/** What it shows; DI-2 was never measured in layer 2, and not finite once in layer 1. */
export const data: CurveData = {
  "made-up": {
    angle_1: {
      title: "angle, layer 1",
      models: {
        "DI": { iteration, mean: [1, 2, 3] },
        "DI-2": { iteration, mean: [4, null, 6] },
      },
    },
    angle_2: {
      title: "angle, layer 2",
      models: { "DI": { iteration, mean: [7, 8, 9] } },
    },
    error: {
      title: "error",
      models: { "DI": { iteration: [0, 2], mean: [50, .1 + .2] } },
    },
    normalised_error: {
      title: "NSE",
      models: { "DI": { iteration, mean: [1, .5, .006] } },
    },
    seeds: {
      title: "several",
      models: {
        "DI": {
          iteration,
          mean: [1, 2, 3],
          low: [0, 1, null],
          high: [2, 3, null],
        },
      },
    },
  },
};
