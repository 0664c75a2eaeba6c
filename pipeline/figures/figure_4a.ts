import type { Panel } from "./panel.ts";

/**
 * MNIST classification: test error.
 *
 * A departure: the published script names its vertical axis per cent but draws fractions, and
 * writes its horizontal ticks by hand (0 to 80 at 0 to 0.8, on an axis running to 900,000). Here
 * fractions are drawn times 100 and examples are counted. The models end so near to one another
 * that the end of the run is drawn once more.
 */
export const figure4a: Panel = {
  name: "figure-4a",
  title: "MNIST classification: test error",
  caption:
    "Share of the test images that a 784-1000-10 network classifies wrongly, while it learns one image at a time. Below, of a run long enough, its end.",
  experiment: "mnist-classification",
  metrics: ["test_error"],
  vertical: {
    label: "test error (%)",
    scale: "linear",
    factor: 100,
    atLeast: [0, 0],
    within: [0, 100],
  },
  large: true,
  zoom: { share: 1 / 3, epoch: "examples", measurements: 10 },
  key: "mnist",
};
