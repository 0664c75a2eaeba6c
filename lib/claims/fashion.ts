/** Claims on Fashion-MNIST: what of Figure 4 should hold of harder images. Iterations are counted as in `mnist.ts`. */
import type { Claims } from "./claim.ts";
import { Comparisons } from "./comparisons.ts";
import { valueIn } from "./measures.ts";

const classification = new Comparisons("fashion-classification");
const autoencoder = new Comparisons("fashion-autoencoder");

/** Errors in the last two thousand examples of the second epoch, and after its last batch. */
const afterTwoEpochs = valueIn("test_error", [118000, 119999]);
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
  "fashion-classification-fa-falls-behind": [
    "Feedback alignment classifies clothing worse than backpropagation after two epochs.",
    "text: Introduction (random feedback has “shortcomings in scaled-up tasks”)",
    "Share of test images of Fashion-MNIST classified wrongly after two epochs, FA less BP, paired by seed.",
    classification.errors(["FA"], "less", ["BP"], afterTwoEpochs, { low: 0 }),
  ],
  "fashion-autoencoder-inversion-leads": [
    "After two epochs of clothing the inverting rules reconstruct it better than backpropagation and feedback alignment, from small weights.",
    "figure: Fig. 4b, mnist_autoencoding.py",
    "Mean squared test error after two epochs of Fashion-MNIST, NDI and NDI-2 over BP and over FA, paired by seed.",
    autoencoder.errors(["NDI", "NDI-2"], "over", ["BP", "FA"], end, {
      high: 1,
    }),
  ],
};
