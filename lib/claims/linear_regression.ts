/** Claims on the linear regression, Figure 3a–f. Iterations are counted from 0. */
import type { Bounds, Claim } from "./claim.ts";
import { changeOfEach, errorLeft, errors, ofEach } from "./comparisons.ts";
import { meanIn, type Span, stabilityLosses, valueIn } from "./measures.ts";

const experiment = "linear-regression";
const normalised = "linear-regression-normalised";

const errorAt = (iteration: number) => valueIn("error", [iteration, iteration]);
/** After 200 and after 2000 examples, the whole of Figure 3a. */
const early = 199, end = 1999;

const firstExamples: Span = [0, 99], lastExamples: Span = [end - 499, end];

const rules = ["BP", "FA", "FA-2", "PBP", "NDI", "NDI-2", "NDI-3"];
const loops = ["DI", "DI-2", "DI-3"];

/** The errors after `iteration` of each of `models` over those of each of `others`. */
const ratios = (
  models: string[],
  others: string[],
  iteration: number,
  bounds: Bounds,
) => {
  const measure = errorAt(iteration);
  return errors(models, "over", others, { experiment, measure, bounds });
};

export const linearRegressionClaims: readonly Claim[] = [
  {
    id: "linear-every-rule-learns",
    statement: "Every rule learns the linear map.",
    source: ["figure", "Fig. 3a, linear_regression.py"],
    measured:
      "Squared error after 2000 examples over that after the first, of the rule that did worst; wanted below one millionth.",
    comparisons: [
      errorLeft([...rules, ...loops], {
        experiment,
        start: errorAt(0),
        end: errorAt(end),
        bounds: { high: 1e-6 },
      }),
    ],
  },
  {
    id: "linear-early-lead",
    statement: "Dynamic inversion is ahead of backpropagation early on.",
    source: ["figure", "Fig. 3a, linear_regression.py"],
    measured:
      "Squared error after 200 examples, of each loop over that of BP in the same seed.",
    comparisons: ratios(loops, ["BP"], early, { high: 1 }),
  },
  {
    id: "linear-ends-below-bp",
    statement:
      "Dynamic inversion learns to a lower error than backpropagation.",
    source: ["figure", "Fig. 3a, linear_regression.py"],
    measured:
      "Squared error after 2000 examples, each loop over BP, paired by seed.",
    comparisons: ratios(loops, ["BP"], end, { high: 1 }),
  },
  {
    id: "linear-ends-below-fa",
    statement:
      "Dynamic inversion learns to a lower error than feedback alignment.",
    source: ["figure", "Fig. 3a, linear_regression.py"],
    measured:
      "Squared error after 2000 examples, each loop over FA and over FA-2, paired by seed.",
    comparisons: ratios(loops, ["FA", "FA-2"], end, { high: 1 }),
  },
  {
    id: "linear-leak-slows",
    statement: "More leak ends slower.",
    source: ["analysis", "resting state B (WB − αI)⁻¹ e, linear_regression.py"],
    measured:
      "Squared error after 2000 examples, leak .01 (NDI, DI) over leak .001 (NDI-2, DI-2), paired by seed.",
    comparisons: [
      ...ratios(["NDI"], ["NDI-2"], end, { low: 1 }),
      ...ratios(["DI"], ["DI-2"], end, { low: 1 }),
    ],
  },
  {
    id: "linear-reaches-resting-state",
    statement: "The loop settles at its resting state.",
    source: ["text", "Abstract (“accurate inversion is guaranteed”), Fig. 3e"],
    measured:
      "Mean angle between δ of DI and of NDI over 2000 examples; wanted below 5°.",
    comparisons: ofEach(loops, {
      experiment,
      what: "mean angle to NDI",
      unit: "degrees",
      bounds: { high: 5 },
      measure: meanIn("angle_ndi_1", [0, end]),
    }),
  },
  {
    id: "linear-little-leak-is-cut-off",
    statement:
      "With little leak the published integration ends before the loop has settled, at first; training mends that.",
    source: [
      "analysis",
      "999 steps of .5 in sim_tools.py against leak .001, Fig. 3e",
    ],
    measured:
      "Angle between δ of DI-2 and of NDI-2 at the first example, wanted above 5°; and its mean over the last 500 of 2000 examples over that of the first 100.",
    comparisons: [
      ...ofEach(["DI-2"], {
        experiment,
        what: "angle to NDI at the first example",
        unit: "degrees",
        bounds: { low: 5 },
        measure: valueIn("angle_ndi_1", [0, 0]),
      }),
      ...changeOfEach(["DI-2"], {
        experiment,
        what: "angle to NDI late over early",
        bounds: { high: 1 },
        later: meanIn("angle_ndi_1", lastExamples),
        earlier: meanIn("angle_ndi_1", firstExamples),
      }),
    ],
  },
  {
    id: "linear-nears-pseudoinverse",
    statement:
      "The errors of dynamic inversion come to point where pseudobackprop’s do.",
    source: ["figure", "Fig. 3f, linear_regression.py"],
    measured:
      "Mean angle between δ of DI and of PBP over the last 500 of 2000 examples over that of the first 100.",
    comparisons: changeOfEach(loops, {
      experiment,
      what: "angle to PBP late over early",
      bounds: { high: 1 },
      later: meanIn("angle_pbp_1", lastExamples),
      earlier: meanIn("angle_pbp_1", firstExamples),
    }),
  },
  {
    id: "linear-optimised-feedback",
    statement:
      "Random feedback that was only made stable serves as well as feedback from the weights.",
    source: ["text", "Abstract (“fixed or random feedback”), Fig. 3a"],
    measured:
      "Squared error after 2000 examples, DI-3 over DI, of equal leak, paired by seed; wanted below 2.",
    comparisons: ratios(["DI-3"], ["DI"], end, { high: 2 }),
  },
  {
    id: "linear-feedback-not-aligned",
    statement: "Feedback need not align with the weights.",
    source: ["text", "Abstract (“fixed or random feedback”), Fig. 3d"],
    measured:
      "Mean angle between B and −Wᵀ over the last 500 of 2000 examples; wanted above 10°.",
    comparisons: ofEach(loops, {
      experiment,
      what: "late angle of B to −Wᵀ",
      unit: "degrees",
      bounds: { low: 10 },
      measure: meanIn("angle_feedback_1", lastExamples),
    }),
  },
  {
    id: "linear-stays-stable",
    statement:
      "Feedback −Wᵀ of the initial weights keeps the loop stable throughout.",
    source: ["code", "README of the published code (“rarely fail”), Fig. 3c"],
    measured:
      "Times that the loop lost its stability in 2000 examples; wanted none, in every seed.",
    comparisons: ofEach(["DI", "DI-2"], {
      experiment,
      what: "losses of stability",
      unit: "count",
      bounds: { high: 1 },
      ofEverySeed: true,
      measure: stabilityLosses(end),
    }),
  },
  {
    id: "linear-lead-is-step-size",
    statement:
      "The early lead over backpropagation is step size: with updates of unit length it shrinks.",
    source: ["analysis", "Fig. 3b against Fig. 3a, linear_regression.py"],
    measured:
      "Lead after 200 examples, the logarithm of the error of BP over that of each loop; with normalised updates, over the lead without; wanted below one half.",
    comparisons: loops.map((loop) => ({
      what: `lead of ${loop} with normalised updates over lead without`,
      unit: "number",
      bounds: { high: .5 },
      terms: [experiment, normalised].flatMap((experiment) =>
        ["BP", loop].map((model) => (
          { experiment, model, measure: errorAt(early) }
        ))
      ),
      combine: (plainBP, plainLoop, unitBP, unitLoop) =>
        plainLoop < plainBP
          ? Math.log(unitBP / unitLoop) / Math.log(plainBP / plainLoop)
          : `${loop} has no lead to explain`,
    })),
  },
  {
    id: "linear-better-directions",
    statement:
      "With updates of unit length dynamic inversion still learns faster than backpropagation and feedback alignment.",
    source: ["figure", "Fig. 3b, linear_regression.py"],
    measured:
      "Squared error after 2000 of 4000 examples, updates normalised, each loop over BP and over FA, paired by seed.",
    comparisons: errors(loops, "over", ["BP", "FA"], {
      experiment: normalised,
      measure: errorAt(end),
      bounds: { high: 1 },
    }),
  },
];
