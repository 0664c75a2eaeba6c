/** Claims on the MNIST autoencoders, Figure 4b. Iterations are batches done. */
import type { Claim } from "./claim.ts";
import { errors } from "./comparisons.ts";
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
    source: ["figure", "Fig. 4b, mnist_autoencoding.py"],
    measured:
      "Mean squared test error after 100 to 150 batches, small weights, NDI and NDI-2 over BP and over FA, paired by seed.",
    comparisons: errors(["NDI", "NDI-2"], "over", ["BP", "FA"], {
      experiment: normal,
      measure: errorIn(early),
      bounds: { high: 1 },
    }),
  },
  {
    id: "autoencoder-leak-slows",
    statement: "From small weights a leak slows learning.",
    source: ["analysis", "resting state B (WB − αI)⁻¹ e, Fig. 4b"],
    measured:
      "Mean squared test error after 100 to 150 batches, small weights, NDI-2 (leak .01) over NDI (none), paired by seed.",
    comparisons: errors(["NDI-2"], "over", ["NDI"], {
      experiment: normal,
      measure: errorIn(early),
      bounds: { low: 1 },
    }),
  },
  {
    id: "autoencoder-inversion-is-pseudoinverse",
    statement: "Inversion without leak learns as pseudobackprop does.",
    source: ["analysis", "limit of the resting state as α → 0, Fig. 4b"],
    measured:
      "Mean squared test error after 100 to 150 batches, NDI over PBP from both starts, paired by seed; wanted within a factor of 1.25.",
    comparisons: [normal, orthogonal].flatMap((experiment) =>
      errors(["NDI"], "over", ["PBP"], {
        experiment,
        measure: errorIn(early),
        bounds: { low: 1 / 1.25, high: 1.25 },
      }).map((comparison) => {
        const start = experiment === normal ? "small" : "orthogonal";
        return { ...comparison, what: `${comparison.what}, ${start} weights` };
      })
    ),
  },
  {
    id: "autoencoder-inversion-beats-bp",
    statement:
      "The inverting rules end below backpropagation, from small weights.",
    source: [
      "text",
      "Abstract (“performs well on several supervised and unsupervised datasets”), Fig. 4b",
    ],
    measured:
      "Mean squared test error after 20 epochs, small weights, NDI and NDI-2 over BP, paired by seed.",
    comparisons: errors(["NDI", "NDI-2"], "over", ["BP"], {
      experiment: normal,
      measure: errorIn(end),
      bounds: { high: 1 },
    }),
  },
  {
    id: "autoencoder-fa-falls-behind",
    statement:
      "Feedback alignment falls behind backpropagation at a bottleneck.",
    source: [
      "text",
      "Introduction (random feedback has “shortcomings” in “bottleneck architectures”), Fig. 4b",
    ],
    measured:
      "Mean squared test error after 20 epochs, orthogonal weights, FA over BP, paired by seed.",
    comparisons: errors(["FA"], "over", ["BP"], {
      experiment: orthogonal,
      measure: errorIn(end),
      bounds: { low: 1 },
    }),
  },
];
