import { figure4bNormal } from "./figure_4b_normal.ts";
import type { Panel } from "./panel.ts";

/** The same network started from orthogonal weights. */
export const figure4bOrthogonal: Panel = {
  ...figure4bNormal,
  name: "figure-4b-orthogonal",
  title: "MNIST autoencoder, orthogonal weights: test error",
  heading: "Autoencoder, orthogonal weights: test error",
  caption:
    "Mean squared error of a pixel over the test images, while the same network learns from orthonormal weights.",
  experiment: "mnist-autoencoder-orthogonal",
};
