/** Claims on MNIST, Figure 4. Iterations are examples of the classification, counted from 0 over all epochs, and batches done of the autoencoders. */
import type { Claims } from "./claim.ts";
import { Comparisons } from "./comparisons.ts";
import { valueIn } from "./measures.ts";

const classification = new Comparisons("mnist-classification");
const rules = ["BP", "FA", "PBP", "NDI", "NDI-2"];

/** Errors in the last thousand examples of the first and of the fifteenth epoch, where they are measured once. */
const afterFirstEpoch = valueIn("test_error", [59000, 59999]);
const afterFifteen = valueIn("test_error", [899000, 899999]);

export const mnistClassificationClaims: Claims = {
  "classification-every-rule-learns": [
    "Every rule learns to classify the digits.",
    "figure: Fig. 4a, mnist_classification.py",
    "Share of test images classified wrongly after 15 epochs, of the rule that did worst; wanted below 5 %.",
    [{
      what: "largest error of any rule",
      unit: "share",
      bounds: { high: .05 },
      terms: classification.terms(rules, afterFifteen),
      combine: { says: "largest", of: Math.max },
    }],
  ],
  "classification-early-lead": [
    "The inverting rules are ahead of backpropagation after one epoch.",
    "figure: Fig. 4a, mnist_classification.py",
    "Share of test images classified wrongly at the end of the first epoch, NDI and NDI-2 less BP, paired by seed.",
    classification.errors(["NDI", "NDI-2"], "less", ["BP"], afterFirstEpoch, {
      high: 0,
    }),
  ],
  "classification-ends-with-bp": [
    "The inverting rules end as well as backpropagation.",
    "text: Abstract (“performs well on several supervised and unsupervised datasets”), Fig. 4a",
    "Share of test images classified wrongly after 15 epochs, NDI and NDI-2 less BP, paired by seed; wanted below half a per cent.",
    classification.errors(["NDI", "NDI-2"], "less", ["BP"], afterFifteen, {
      high: .005,
    }),
  ],
  "classification-inversion-is-pseudoinverse": [
    "Inversion without leak learns as pseudobackprop does.",
    "analysis: limit of the resting state as α → 0, Fig. 4a",
    "Share of test images classified wrongly at the end of the first epoch, NDI less PBP, paired by seed; wanted within half a per cent.",
    classification.errors(["NDI"], "less", ["PBP"], afterFirstEpoch, {
      low: -.005,
      high: .005,
    }),
  ],
  "classification-fa-falls-behind": [
    "Feedback alignment falls behind backpropagation in a larger task.",
    "text: Introduction (random feedback has “shortcomings in scaled-up tasks”), Fig. 4a",
    "Share of test images classified wrongly after 15 epochs, FA less BP, paired by seed.",
    classification.errors(["FA"], "less", ["BP"], afterFifteen, { low: 0 }),
  ],
};

const normal = new Comparisons("mnist-autoencoder-normal");
const orthogonal = new Comparisons("mnist-autoencoder-orthogonal");

/** Errors early in the first epoch, and at the end of the twentieth. */
const early = valueIn("test_error", [100, 150]);
const end = valueIn("test_error", [12000, 12000]);

export const mnistAutoencoderClaims: Claims = {
  "autoencoder-small-weights-early": [
    "From small weights the inverting rules learn at once, before backpropagation and feedback alignment.",
    "figure: Fig. 4b, mnist_autoencoding.py",
    "Mean squared test error after 100 to 150 batches, small weights, NDI and NDI-2 over BP and over FA, paired by seed.",
    normal.errors(["NDI", "NDI-2"], "over", ["BP", "FA"], early, { high: 1 }),
  ],
  "autoencoder-leak-slows": [
    "From small weights a leak slows learning.",
    "analysis: resting state B (WB − αI)⁻¹ e, Fig. 4b",
    "Mean squared test error after 100 to 150 batches, small weights, NDI-2 (leak .01) over NDI (none), paired by seed.",
    normal.errors(["NDI-2"], "over", ["NDI"], early, { low: 1 }),
  ],
  "autoencoder-inversion-is-pseudoinverse": [
    "Inversion without leak learns as pseudobackprop does.",
    "analysis: limit of the resting state as α → 0, Fig. 4b",
    "Mean squared test error after 100 to 150 batches, NDI over PBP from both starts, paired by seed; wanted within a factor of 1.25.",
    [normal, orthogonal].flatMap((start) => {
      const weights = start === normal ? "small" : "orthogonal";
      const bounds = { low: 1 / 1.25, high: 1.25 };
      return start.errors(["NDI"], "over", ["PBP"], early, bounds)
        .map((one) => ({ ...one, what: `${one.what}, ${weights} weights` }));
    }),
  ],
  "autoencoder-inversion-beats-bp": [
    "The inverting rules end below backpropagation, from small weights.",
    "text: Abstract (“performs well on several supervised and unsupervised datasets”), Fig. 4b",
    "Mean squared test error after 20 epochs, small weights, NDI and NDI-2 over BP, paired by seed.",
    normal.errors(["NDI", "NDI-2"], "over", ["BP"], end, { high: 1 }),
  ],
  "autoencoder-fa-falls-behind": [
    "Feedback alignment falls behind backpropagation at a bottleneck.",
    "text: Introduction (random feedback has “shortcomings” in “bottleneck architectures”), Fig. 4b",
    "Mean squared test error after 20 epochs, orthogonal weights, FA over BP, paired by seed.",
    orthogonal.errors(["FA"], "over", ["BP"], end, { low: 1 }),
  ],
};
