/** Figure 4: MNIST, its panels as figures of their own, and what autoencoders make of digits. */
import type { Composite, Digits, Panel } from "./figure.ts";

/**
 * A departure: the published script names its vertical axis per cent but draws fractions, and
 * writes its horizontal ticks by hand (0 to 80 at 0 to 0.8, on an axis running to 900,000). Here
 * fractions are drawn times 100 and examples are counted. The published axis is linear; the models
 * end so near to one another that it is logarithmic here, and the end of the run is drawn once more.
 */
export const figure4a: Panel = {
  name: "figure-4a",
  title: "MNIST classification: test error",
  caption:
    "Share of the test images that a 784-1000-10 network classifies wrongly, while it learns one image at a time. The end of a run that is long enough is drawn again below, larger.",
  experiment: "mnist-classification",
  metrics: ["test_error"],
  vertical: {
    label: "test error (%)",
    factor: 100,
    scale: "log",
    close: true,
    within: [0, 100],
  },
  large: true,
  zoom: true,
  palette: "mnist",
};

/**
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
  vertical: { label: "test error (mean squared error of a pixel)" },
  large: true,
  palette: "mnist",
};

export const figure4bOrthogonal: Panel = {
  ...figure4bNormal,
  name: "figure-4b-orthogonal",
  title: "MNIST autoencoder, orthogonal weights: test error",
  heading: "Autoencoder, orthogonal weights: test error",
  caption:
    "Mean squared error of a pixel over the test images, while the same network learns from orthonormal weights.",
  experiment: "mnist-autoencoder-orthogonal",
};

/** The first test image of each digit and what the autoencoders make of it. */
export const figure4bDigits: Digits = {
  name: "figure-4b-digits",
  title: "MNIST autoencoder: reconstructions",
  caption:
    "The first test image of each digit, and what every model makes of it at the end of its training. Values beyond black and white are drawn as these.",
  columns: [
    {
      experiment: "mnist-autoencoder-normal",
      heading: "from small random weights",
    },
    {
      experiment: "mnist-autoencoder-orthogonal",
      heading: "from orthogonal weights",
    },
  ],
};

export const figure4: Composite = {
  name: "figure-4",
  title: "MNIST classification and autoencoder",
  caption:
    "Test error on MNIST: classification by a 784-1000-10 network (a), and reconstruction by a 784-500-250-30-250-500-784 network from small random weights (b1) and from orthogonal ones (b2).",
  width: 1152,
  places: [
    { panel: figure4a, letter: "a", box: [0, 0, 384, 300] },
    { panel: figure4bNormal, letter: "b1", box: [384, 0, 384, 300] },
    { panel: figure4bOrthogonal, letter: "b2", box: [768, 0, 384, 300] },
  ],
};

export const figure4b: Composite = {
  name: "figure-4b",
  title: "MNIST autoencoder",
  caption:
    "Test error of a 784-500-250-30-250-500-784 network that learns to reconstruct images, from small random weights (b1) and from orthogonal ones (b2).",
  width: 760,
  places: [
    { panel: figure4bNormal, letter: "b1", box: [0, 0, 380, 300] },
    { panel: figure4bOrthogonal, letter: "b2", box: [380, 0, 380, 300] },
  ],
};

/** What the autoencoder inverts between two layers, seed by seed. */
function conditionOf(layer: number, where: string): Panel {
  return {
    ...figure4bNormal,
    name: `figure-4b-condition-${layer}`,
    heading: `Condition number of the loop ${where}`,
    metrics: [`condition_${layer}`],
    models: ["NDI", "NDI-2"],
    eachSeed: true,
    vertical: { label: "condition number (κ₁)", scale: "log" },
  };
}

/** Not in the paper: how NDI without a leak loses what it has learned. */
export const figure4bCollapse: Composite = {
  name: "figure-4b-collapse",
  title: "MNIST autoencoder, small random weights: collapse of NDI",
  caption:
    "Test error of the autoencoder from small random weights, a line for each seed, of NDI without and with a leak (a). A circle marks where the error is back at that of the mean image. Below, if the run is long enough, the condition numbers of what these rules invert in the layer into the code of 30 units (b) and in that out of it (c).",
  width: 360,
  together: true,
  places: [
    {
      panel: {
        ...figure4bNormal,
        models: ["NDI", "NDI-2"],
        eachSeed: true,
      },
      letter: "a",
      box: [0, 0, 360, 240],
    },
    {
      panel: conditionOf(2, "into the code, layer 2"),
      letter: "b",
      box: [0, 240, 360, 200],
      optional: true,
    },
    {
      panel: conditionOf(3, "out of the code, layer 3"),
      letter: "c",
      box: [0, 440, 360, 200],
      optional: true,
    },
  ],
};
