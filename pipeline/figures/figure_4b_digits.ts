/** A figure of images and what models make of them, experiments side by side. */
export interface DigitsFigure {
  /** also the name of its file */
  name: string;
  title: string;
  /** one or two sentences for the report */
  caption: string;
  /** one for each column, from left to right, and what stands above it */
  columns: readonly { experiment: string; heading: string }[];
}

/** What the autoencoders make of the first test image of each digit. */
export const figure4bDigits: DigitsFigure = {
  name: "figure-4b-digits",
  title: "MNIST autoencoder: reconstructions",
  caption:
    "The first test image of each digit and what every model makes of it at the end of its training, clipped to the range from paper to ink.",
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
