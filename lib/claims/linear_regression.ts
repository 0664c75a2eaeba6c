/** Claims on the linear regression, Figure 3a–f. Iterations are counted from 0. */
import type { Claim } from "./claim.ts";
import {
  ask,
  changeOf,
  errorLeft,
  errorRatio,
  errorRatios,
  ofEach,
} from "./compare.ts";
import { meanIn, stabilityLosses, valueIn } from "./measures.ts";
import { combined, ofModel } from "./results.ts";

const experiment = "linear-regression";
const normalised = "linear-regression-normalised";

const errorAt = (iteration: number) => valueIn("error", [iteration, iteration]);
/** After 200 and after 2000 examples, the whole of Figure 3a. */
const early = 199, end = 1999;

const rules = ["BP", "FA", "FA-2", "PBP", "NDI", "NDI-2", "NDI-3"];
const loops = ["DI", "DI-2", "DI-3"];

export const linearRegressionClaims: readonly Claim[] = [
  {
    id: "linear-every-rule-learns",
    statement: "Every rule learns the linear map.",
    source: "Fig. 3a, linear_regression.py",
    basis: "figure",
    measured:
      "Squared error after 2000 examples over that after the first, of the rule that did worst; wanted below one millionth.",
    evidence: (results) => [
      errorLeft(results, { experiment, models: [...rules, ...loops] }, {
        end: errorAt(end),
        start: errorAt(0),
        wanted: { high: 1e-6 },
      }),
    ],
  },
  {
    id: "linear-early-lead",
    statement: "Dynamic inversion is ahead of backpropagation early on.",
    source: "Fig. 3a, linear_regression.py",
    basis: "figure",
    measured:
      "Squared error after 200 examples, of each loop over that of BP in the same seed.",
    evidence: (results) =>
      errorRatios(results, { experiment, models: loops, others: ["BP"] }, {
        measure: errorAt(early),
        wanted: { high: 1 },
      }),
  },
  {
    id: "linear-ends-below-bp",
    statement:
      "Dynamic inversion learns to a lower error than backpropagation.",
    source: "Fig. 3a, linear_regression.py",
    basis: "figure",
    measured:
      "Squared error after 2000 examples, each loop over BP, paired by seed.",
    evidence: (results) =>
      errorRatios(results, { experiment, models: loops, others: ["BP"] }, {
        measure: errorAt(end),
        wanted: { high: 1 },
      }),
  },
  {
    id: "linear-ends-below-fa",
    statement:
      "Dynamic inversion learns to a lower error than feedback alignment.",
    source: "Fig. 3a, linear_regression.py",
    basis: "figure",
    measured:
      "Squared error after 2000 examples, each loop over FA and over FA-2, paired by seed.",
    evidence: (results) =>
      errorRatios(results, {
        experiment,
        models: loops,
        others: ["FA", "FA-2"],
      }, { measure: errorAt(end), wanted: { high: 1 } }),
  },
  {
    id: "linear-leak-slows",
    statement: "More leak ends slower.",
    source: "resting state B (WB − αI)⁻¹ e, linear_regression.py",
    basis: "analysis",
    measured:
      "Squared error after 2000 examples, leak .01 (NDI, DI) over leak .001 (NDI-2, DI-2), paired by seed.",
    evidence: (results) =>
      ["NDI", "DI"].map((rule) =>
        errorRatio(results, { experiment, models: [rule, `${rule}-2`] }, {
          measure: errorAt(end),
          wanted: { low: 1 },
        })
      ),
  },
  {
    id: "linear-reaches-resting-state",
    statement: "The loop settles at its resting state.",
    source: "Abstract (“accurate inversion is guaranteed”), Fig. 3e",
    basis: "text",
    measured:
      "Mean angle between δ of DI and of NDI over 2000 examples; wanted below 5°.",
    evidence: (results) =>
      ofEach(results, { experiment, models: loops }, {
        what: "mean angle to NDI",
        unit: "degrees",
        wanted: { high: 5 },
        measure: meanIn("angle_ndi_1", [0, end]),
      }),
  },
  {
    id: "linear-little-leak-is-cut-off",
    statement:
      "With little leak the published integration ends before the loop has settled, at first; training mends that.",
    source: "999 steps of .5 in sim_tools.py against leak .001, Fig. 3e",
    basis: "analysis",
    measured:
      "Angle between δ of DI-2 and of NDI-2 at the first example, wanted above 5°; and its mean over the last 500 of 2000 examples over that of the first 100.",
    evidence: (results) => [
      ...ofEach(results, { experiment, models: ["DI-2"] }, {
        what: "angle to NDI at the first example",
        unit: "degrees",
        wanted: { low: 5 },
        measure: valueIn("angle_ndi_1", [0, 0]),
      }),
      changeOf(results, { experiment, model: "DI-2" }, {
        what: "angle to NDI late over early",
        wanted: { high: 1 },
        later: meanIn("angle_ndi_1", [end - 499, end]),
        earlier: meanIn("angle_ndi_1", [0, 99]),
      }),
    ],
  },
  {
    id: "linear-nears-pseudoinverse",
    statement:
      "The errors of dynamic inversion come to point where pseudobackprop’s do.",
    source: "Fig. 3f, linear_regression.py",
    basis: "figure",
    measured:
      "Mean angle between δ of DI and of PBP over the last 500 of 2000 examples over that of the first 100.",
    evidence: (results) =>
      loops.map((model) =>
        changeOf(results, { experiment, model }, {
          what: "angle to PBP late over early",
          wanted: { high: 1 },
          later: meanIn("angle_pbp_1", [end - 499, end]),
          earlier: meanIn("angle_pbp_1", [0, 99]),
        })
      ),
  },
  {
    id: "linear-optimised-feedback",
    statement:
      "Random feedback that was only made stable serves as well as feedback from the weights.",
    source: "Abstract (“fixed or random feedback”), Fig. 3a",
    basis: "text",
    measured:
      "Squared error after 2000 examples, DI-3 over DI, of equal leak, paired by seed; wanted below 2.",
    evidence: (results) => [
      errorRatio(results, { experiment, models: ["DI-3", "DI"] }, {
        measure: errorAt(end),
        wanted: { high: 2 },
      }),
    ],
  },
  {
    id: "linear-feedback-not-aligned",
    statement: "Feedback need not align with the weights.",
    source: "Abstract (“fixed or random feedback”), Fig. 3d",
    basis: "text",
    measured:
      "Mean angle between B and −Wᵀ over the last 500 of 2000 examples; wanted above 10°.",
    evidence: (results) =>
      ofEach(results, { experiment, models: loops }, {
        what: "late angle of B to −Wᵀ",
        unit: "degrees",
        wanted: { low: 10 },
        measure: meanIn("angle_feedback_1", [end - 499, end]),
      }),
  },
  {
    id: "linear-stays-stable",
    statement:
      "Feedback −Wᵀ of the initial weights keeps the loop stable throughout.",
    source: "README of the published code (“rarely fail”), Fig. 3c",
    basis: "code",
    measured:
      "Times that the loop lost its stability in 2000 examples; wanted none, in every seed.",
    evidence: (results) =>
      ofEach(results, { experiment, models: ["DI", "DI-2"] }, {
        what: "losses of stability",
        unit: "count",
        wanted: { high: 1 },
        ofEverySeed: true,
        measure: stabilityLosses(end),
      }),
  },
  {
    id: "linear-lead-is-step-size",
    statement:
      "The early lead over backpropagation is step size: with updates of unit length it shrinks.",
    source: "Fig. 3b against Fig. 3a, linear_regression.py",
    basis: "analysis",
    measured:
      "Lead after 200 examples, the logarithm of the error of BP over that of each loop; with normalised updates, over the lead without; wanted below one half.",
    evidence: (results) => {
      const error = (experiment: string, model: string) =>
        ofModel(results, { experiment, model }, errorAt(early));
      return loops.map((loop) =>
        ask(results, experiment, {
          what: `lead of ${loop} with normalised updates over lead without`,
          unit: "number",
          wanted: { high: .5 },
          measure: combined(
            [experiment, normalised].flatMap((each) => [
              error(each, "BP"),
              error(each, loop),
            ]),
            (plainBP, plainLoop, unitBP, unitLoop) =>
              plainLoop < plainBP
                ? Math.log(unitBP / unitLoop) / Math.log(plainBP / plainLoop)
                : `${loop} has no lead to explain`,
          ),
        })
      );
    },
  },
  {
    id: "linear-better-directions",
    statement:
      "With updates of unit length dynamic inversion still learns faster than backpropagation and feedback alignment.",
    source: "Fig. 3b, linear_regression.py",
    basis: "figure",
    measured:
      "Squared error after 2000 of 4000 examples, updates normalised, each loop over BP and over FA, paired by seed.",
    evidence: (results) =>
      errorRatios(results, {
        experiment: normalised,
        models: loops,
        others: ["BP", "FA"],
      }, { measure: errorAt(end), wanted: { high: 1 } }),
  },
];
