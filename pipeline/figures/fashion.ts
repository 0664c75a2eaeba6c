/** Figures of Fashion-MNIST, by the networks of Figure 4. */
import { endsFigure, linear } from "./ends_figures.ts";
import type { Composite, Digits, FigureDescription, Panel } from "./figure.ts";
import { figure4a, figure4bCollapse, figure4bNormal } from "./figure_4.ts";

const classification: Panel = {
  ...figure4a,
  name: "fashion-classification-error",
  title: "Fashion-MNIST classification: test error",
  caption:
    "Share of the test images of Fashion-MNIST that a 784-1000-10 network classifies wrongly, while it learns one image of clothing at a time. The end of a run that is long enough is drawn again below, larger.",
  experiment: "fashion-classification",
};

const autoencoder: Panel = {
  ...figure4bNormal,
  name: "fashion-autoencoder-error",
  title: "Fashion-MNIST autoencoder: test error",
  heading: "Fashion-MNIST autoencoder: test error",
  caption:
    "Mean squared error of a pixel over the test images of Fashion-MNIST, while a 784-500-250-30-250-500-784 network whose weights start small and random learns to reconstruct them.",
  experiment: "fashion-autoencoder",
};

/** What its rules invert around the code, as fixed feedback and the weights part. */
const conditions: Composite = {
  ...figure4bCollapse,
  name: "fashion-autoencoder-conditions",
  title: "Fashion-MNIST autoencoder: what its rules invert",
  caption:
    "Test error of the autoencoder of Fashion-MNIST, a line for each seed, of the rules that invert a layer: by fixed feedback without and with a leak (NDI, NDI-2), and by the weights as they are (PBP) (a). Below, if the run is long enough, the condition numbers of what they invert in the layer into the code of 30 units (b) and in that out of it (c).",
  places: figure4bCollapse.places.map((place) => ({
    ...place,
    panel: {
      ...place.letter === "a" ? autoencoder : place.panel,
      experiment: autoencoder.experiment,
      eachSeed: true,
      models: ["PBP", "NDI", "NDI-2"],
    },
  })),
};

/** The first test image of each class and what the autoencoder makes of it. */
const articles: Digits = {
  name: "fashion-autoencoder-images",
  title: "Fashion-MNIST autoencoder: reconstructions",
  caption:
    "The first test image of Fashion-MNIST of each class, and what every model makes of it at the end of its training. From left to right: T-shirt, trouser, pullover, dress, coat, sandal, shirt, sneaker, bag and ankle boot. Values beyond black and white are drawn as these.",
  columns: [
    { experiment: "fashion-autoencoder", heading: "from small random weights" },
  ],
};

export const fashionFigures: readonly FigureDescription[] = [
  classification,
  autoencoder,
  conditions,
  articles,
  endsFigure(
    "fashion-classification",
    "Fashion-MNIST classification",
    linear(classification.vertical),
  ),
  endsFigure(
    "fashion-autoencoder",
    "Fashion-MNIST autoencoder",
    linear(autoencoder.vertical),
  ),
];
