import { figure4a } from "./figure_4a.ts";
import { figure4bNormal } from "./figure_4b_normal.ts";
import { figure4bOrthogonal } from "./figure_4b_orthogonal.ts";
import type { Composite } from "./panel.ts";

const width = 1152;
const height = 300;

/** Both experiments on MNIST, the autoencoder from both initialisations. */
export const figure4: Composite = {
  name: "figure-4",
  title: "MNIST classification and autoencoder",
  caption:
    "Test error on MNIST: classification by a 784-1000-10 network (a), and reconstruction by a 784-500-250-30-250-500-784 network from small random weights (b1) and from orthogonal ones (b2).",
  width,
  places: [figure4a, figure4bNormal, figure4bOrthogonal].map((panel, k) => ({
    panel,
    letter: ["a", "b1", "b2"][k],
    x: k * width / 3,
    y: 0,
    width: width / 3,
    height,
  })),
  key: "mnist",
};
