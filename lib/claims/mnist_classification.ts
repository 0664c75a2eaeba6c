/** Claims on MNIST classification, Figure 4a. Iterations are examples, counted from 0 over all epochs. */
import type { Bounds, Claim } from "./claim.ts";
import { errors } from "./comparisons.ts";
import { type Span, valueIn } from "./measures.ts";

const experiment = "mnist-classification";

/** The last thousand examples of the first and of the fifteenth epoch, in which errors are measured once. */
const firstEpoch: Span = [59000, 59999], end: Span = [899000, 899999];
const errorIn = (span: Span) => valueIn("test_error", span);

const rules = ["BP", "FA", "PBP", "NDI", "NDI-2"];

/** The errors in `span` of each of `models` less that of `other`. */
const differences = (
  models: string[],
  other: string,
  span: Span,
  bounds: Bounds,
) => {
  const measure = errorIn(span);
  return errors(models, "less", [other], { experiment, measure, bounds });
};

export const mnistClassificationClaims: readonly Claim[] = [
  {
    id: "classification-every-rule-learns",
    statement: "Every rule learns to classify the digits.",
    source: ["figure", "Fig. 4a, mnist_classification.py"],
    measured:
      "Share of test images classified wrongly after 15 epochs, of the rule that did worst; wanted below 5 %.",
    comparisons: [{
      what: "largest error of any rule",
      unit: "share",
      bounds: { high: .05 },
      terms: rules.map((model) => (
        { experiment, model, measure: errorIn(end) }
      )),
      combine: Math.max,
    }],
  },
  {
    id: "classification-early-lead",
    statement:
      "The inverting rules are ahead of backpropagation after one epoch.",
    source: ["figure", "Fig. 4a, mnist_classification.py"],
    measured:
      "Share of test images classified wrongly at the end of the first epoch, NDI and NDI-2 less BP, paired by seed.",
    comparisons: differences(["NDI", "NDI-2"], "BP", firstEpoch, { high: 0 }),
  },
  {
    id: "classification-ends-with-bp",
    statement: "The inverting rules end as well as backpropagation.",
    source: [
      "text",
      "Abstract (“performs well on several supervised and unsupervised datasets”), Fig. 4a",
    ],
    measured:
      "Share of test images classified wrongly after 15 epochs, NDI and NDI-2 less BP, paired by seed; wanted below half a per cent.",
    comparisons: differences(["NDI", "NDI-2"], "BP", end, { high: .005 }),
  },
  {
    id: "classification-inversion-is-pseudoinverse",
    statement: "Inversion without leak learns as pseudobackprop does.",
    source: ["analysis", "limit of the resting state as α → 0, Fig. 4a"],
    measured:
      "Share of test images classified wrongly at the end of the first epoch, NDI less PBP, paired by seed; wanted within half a per cent.",
    comparisons: differences(["NDI"], "PBP", firstEpoch, {
      low: -.005,
      high: .005,
    }),
  },
  {
    id: "classification-fa-falls-behind",
    statement:
      "Feedback alignment falls behind backpropagation in a larger task.",
    source: [
      "text",
      "Introduction (random feedback has “shortcomings in scaled-up tasks”), Fig. 4a",
    ],
    measured:
      "Share of test images classified wrongly after 15 epochs, FA less BP, paired by seed.",
    comparisons: differences(["FA"], "BP", end, { low: 0 }),
  },
];
