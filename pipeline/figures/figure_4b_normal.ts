import type { Panel } from "./panel.ts";

/**
 * MNIST autoencoder that starts from small random weights: test error.
 *
 * A departure: the published script names its vertical axis per cent but draws mean squared errors,
 * and its horizontal axis counts measurements; here examples are counted.
 */
export const figure4bNormal: Panel = {
  name: "figure-4b-normal",
  title: "MNIST autoencoder, small random weights: test error",
  heading: "Autoencoder, small random weights: test error",
  caption:
    "Mean squared error of a pixel over the test images, while a 784-500-250-30-250-500-784 network whose weights start small and random learns to reconstruct images.",
  experiment: "mnist-autoencoder-normal",
  metrics: ["test_error"],
  vertical: {
    label: "test error (mean squared error of a pixel)",
    scale: "linear",
  },
  batch: "batchSize",
  large: true,
  key: "mnist",
};
