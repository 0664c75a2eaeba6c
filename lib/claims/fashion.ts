/** Claims on Fashion-MNIST: what of Figure 4 should hold of harder images. Iterations are counted as in `mnist.ts`. */
import type { Claims } from "./claim.ts";
import { Comparisons } from "./comparisons.ts";
import { valueIn } from "./measures.ts";

const classification = new Comparisons("fashion-classification");
const autoencoder = new Comparisons("fashion-autoencoder");

/** Errors in the last two thousand examples of the second epoch, early in the first one, and at the end of the second. */
const afterTwoEpochs = valueIn("test_error", [118000, 119999]);
const early = valueIn("test_error", [100, 150]);
const end = valueIn("test_error", [1200, 1200]);

export const fashionClaims: Claims = {
  "fashion-classification-beats-bp": [
    "After two epochs of clothing the inverting rules classify it better than backpropagation.",
    "text: Abstract (“performs well on several supervised and unsupervised datasets”)",
    "Share of test images of Fashion-MNIST classified wrongly after two epochs, NDI and NDI-2 less BP, paired by seed.",
    classification.errors(
      ["NDI", "NDI-2"],
      "less",
      ["BP"],
      afterTwoEpochs,
      { high: 0 },
    ),
  ],
  "fashion-autoencoder-early": [
    "From small weights the inverting rules learn to reconstruct clothing at once, before backpropagation and feedback alignment.",
    "figure: Fig. 4b, mnist_autoencoding.py",
    "Mean squared test error after 100 to 150 batches of Fashion-MNIST, NDI and NDI-2 over BP and over FA, paired by seed.",
    autoencoder.errors(["NDI", "NDI-2"], "over", ["BP", "FA"], early, {
      high: 1,
    }),
  ],
  "fashion-autoencoder-beats-bp": [
    "After two epochs of clothing the inverting rules still reconstruct it better than backpropagation.",
    "figure: Fig. 4b, mnist_autoencoding.py",
    "Mean squared test error after two epochs of Fashion-MNIST, NDI and NDI-2 over BP, paired by seed.",
    autoencoder.errors(["NDI", "NDI-2"], "over", ["BP"], end, { high: 1 }),
  ],
};
