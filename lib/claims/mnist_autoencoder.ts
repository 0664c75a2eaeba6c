/** Claims on the MNIST autoencoders, Figure 4b. Iterations are batches done. */
import type { Claim } from "./claim.ts";
import { errorRatio, errorRatios } from "./compare.ts";
import { type Span, valueIn } from "./measures.ts";

const normal = "mnist-autoencoder-normal";
const orthogonal = "mnist-autoencoder-orthogonal";

/** Early in the first epoch, and the end of the twentieth. */
const early: Span = [100, 150], end: Span = [12000, 12000];
const errorIn = (span: Span) => valueIn("test_error", span);

export const mnistAutoencoderClaims: readonly Claim[] = [
  {
    id: "autoencoder-small-weights-early",
    statement:
      "From small weights the inverting rules learn at once, before backpropagation and feedback alignment.",
    source: "Fig. 4b, mnist_autoencoding.py",
    basis: "figure",
    measured:
      "Mean squared test error after 100 to 150 batches, small weights, NDI and NDI-2 over BP and over FA, paired by seed.",
    evidence: (results) =>
      errorRatios(results, {
        experiment: normal,
        models: ["NDI", "NDI-2"],
        others: ["BP", "FA"],
      }, { measure: errorIn(early), wanted: { high: 1 } }),
  },
  {
    id: "autoencoder-leak-slows",
    statement: "From small weights a leak slows learning.",
    source: "resting state B (WB − αI)⁻¹ e, Fig. 4b",
    basis: "analysis",
    measured:
      "Mean squared test error after 100 to 150 batches, small weights, NDI-2 (leak .01) over NDI (none), paired by seed.",
    evidence: (results) => [
      errorRatio(results, { experiment: normal, models: ["NDI-2", "NDI"] }, {
        measure: errorIn(early),
        wanted: { low: 1 },
      }),
    ],
  },
  {
    id: "autoencoder-inversion-is-pseudoinverse",
    statement: "Inversion without leak learns as pseudobackprop does.",
    source: "limit of the resting state as α → 0, Fig. 4b",
    basis: "analysis",
    measured:
      "Mean squared test error after 100 to 150 batches, NDI over PBP from both starts, paired by seed; wanted within a factor of 1.25.",
    evidence: (results) =>
      [normal, orthogonal].map((experiment) => {
        const comparison = errorRatio(
          results,
          { experiment, models: ["NDI", "PBP"] },
          { measure: errorIn(early), wanted: { low: 1 / 1.25, high: 1.25 } },
        );
        const start = experiment === normal ? "small" : "orthogonal";
        return { ...comparison, what: `${comparison.what}, ${start} weights` };
      }),
  },
  {
    id: "autoencoder-inversion-beats-bp",
    statement:
      "The inverting rules end below backpropagation, from small weights.",
    source:
      "Abstract (“performs well on several supervised and unsupervised datasets”), Fig. 4b",
    basis: "text",
    measured:
      "Mean squared test error after 20 epochs, small weights, NDI and NDI-2 over BP, paired by seed.",
    evidence: (results) =>
      ["NDI", "NDI-2"].map((model) =>
        errorRatio(results, { experiment: normal, models: [model, "BP"] }, {
          measure: errorIn(end),
          wanted: { high: 1 },
        })
      ),
  },
  {
    id: "autoencoder-fa-falls-behind",
    statement:
      "Feedback alignment falls behind backpropagation at a bottleneck.",
    source:
      "Introduction (random feedback has “shortcomings” in “bottleneck architectures”), Fig. 4b",
    basis: "text",
    measured:
      "Mean squared test error after 20 epochs, orthogonal weights, FA over BP, paired by seed.",
    evidence: (results) => [
      errorRatio(results, { experiment: orthogonal, models: ["FA", "BP"] }, {
        measure: errorIn(end),
        wanted: { low: 1 },
      }),
    ],
  },
];
