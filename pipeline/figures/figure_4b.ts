import { figure4bNormal } from "./figure_4b_normal.ts";
import { figure4bOrthogonal } from "./figure_4b_orthogonal.ts";
import type { Composite } from "./panel.ts";

const width = 760;
const height = 300;

/** The MNIST autoencoder, both initialisations side by side. */
export const figure4b: Composite = {
  name: "figure-4b",
  title: "MNIST autoencoder",
  caption:
    "Test error of a 784-500-250-30-250-500-784 network that learns to reconstruct images, from small random weights (b1) and from orthogonal ones (b2).",
  width,
  places: [
    { panel: figure4bNormal, letter: "b1", x: 0 },
    { panel: figure4bOrthogonal, letter: "b2", x: width / 2 },
  ].map((place) => ({ ...place, y: 0, width: width / 2, height })),
  key: "mnist",
};
