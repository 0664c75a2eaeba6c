/** Claims on MNIST classification, Figure 4a. Iterations are examples, counted from 0 over all epochs. */
import type { Claim } from "./claim.ts";
import { ask, largest, shareDifference } from "./compare.ts";
import { type Span, valueIn } from "./measures.ts";
import { ofModel } from "./results.ts";

const experiment = "mnist-classification";

/** The last thousand examples of the first and of the fifteenth epoch, in which errors are measured once. */
const firstEpoch: Span = [59000, 59999], end: Span = [899000, 899999];
const errorIn = (span: Span) => valueIn("test_error", span);

const rules = ["BP", "FA", "PBP", "NDI", "NDI-2"];

export const mnistClassificationClaims: readonly Claim[] = [
  {
    id: "classification-every-rule-learns",
    statement: "Every rule learns to classify the digits.",
    source: "Fig. 4a, mnist_classification.py",
    basis: "figure",
    measured:
      "Share of test images classified wrongly after 15 epochs, of the rule that did worst; wanted below 5 %.",
    evidence: (results) => [
      ask(results, experiment, {
        what: "largest error of any rule",
        unit: "share",
        wanted: { high: .05 },
        measure: largest(
          rules.map((model) =>
            ofModel(results, { experiment, model }, errorIn(end))
          ),
        ),
      }),
    ],
  },
  {
    id: "classification-early-lead",
    statement:
      "The inverting rules are ahead of backpropagation after one epoch.",
    source: "Fig. 4a, mnist_classification.py",
    basis: "figure",
    measured:
      "Share of test images classified wrongly at the end of the first epoch, NDI and NDI-2 less BP, paired by seed.",
    evidence: (results) =>
      ["NDI", "NDI-2"].map((model) =>
        shareDifference(results, { experiment, models: [model, "BP"] }, {
          measure: errorIn(firstEpoch),
          wanted: { high: 0 },
        })
      ),
  },
  {
    id: "classification-ends-with-bp",
    statement: "The inverting rules end as well as backpropagation.",
    source:
      "Abstract (“performs well on several supervised and unsupervised datasets”), Fig. 4a",
    basis: "text",
    measured:
      "Share of test images classified wrongly after 15 epochs, NDI and NDI-2 less BP, paired by seed; wanted below half a per cent.",
    evidence: (results) =>
      ["NDI", "NDI-2"].map((model) =>
        shareDifference(results, { experiment, models: [model, "BP"] }, {
          measure: errorIn(end),
          wanted: { high: .005 },
        })
      ),
  },
  {
    id: "classification-inversion-is-pseudoinverse",
    statement: "Inversion without leak learns as pseudobackprop does.",
    source: "limit of the resting state as α → 0, Fig. 4a",
    basis: "analysis",
    measured:
      "Share of test images classified wrongly at the end of the first epoch, NDI less PBP, paired by seed; wanted within half a per cent.",
    evidence: (results) => [
      shareDifference(results, { experiment, models: ["NDI", "PBP"] }, {
        measure: errorIn(firstEpoch),
        wanted: { low: -.005, high: .005 },
      }),
    ],
  },
  {
    id: "classification-fa-falls-behind",
    statement:
      "Feedback alignment falls behind backpropagation in a larger task.",
    source:
      "Introduction (random feedback has “shortcomings in scaled-up tasks”), Fig. 4a",
    basis: "text",
    measured:
      "Share of test images classified wrongly after 15 epochs, FA less BP, paired by seed.",
    evidence: (results) => [
      shareDifference(results, { experiment, models: ["FA", "BP"] }, {
        measure: errorIn(end),
        wanted: { low: 0 },
      }),
    ],
  },
];
