/** Claims on the regressions, Figure 3. Iterations are counted from 0. */
import type { Claims } from "./claim.ts";
import { Comparisons } from "./comparisons.ts";
import { meanIn, type Span, valueIn } from "./measures.ts";

const linear = new Comparisons("linear-regression");
const normalised = new Comparisons("linear-regression-normalised");
const nonlinear = new Comparisons("nonlinear-regression");

const rules = ["BP", "FA", "FA-2", "PBP", "NDI", "NDI-2", "NDI-3"];
const loops = ["DI", "DI-2", "DI-3"];
const singleLoops = ["SDI", "SDI-2", "SDI-3"];

const errorAt = (iteration: number) => valueIn("error", [iteration, iteration]);

/** After 200 and after 2000 examples, the whole of Figure 3a. */
const early = 199, end = 1999;
const firstExamples: Span = [0, 99], lastExamples: Span = [end - 499, end];

/** A mean angle over the last examples over that over the first, wanted below one. */
const shrinking = (models: string[], what: string, metric: string) =>
  linear.changes(
    models,
    what,
    [meanIn(metric, lastExamples), meanIn(metric, firstExamples)],
    { high: 1 },
  );

export const linearRegressionClaims: Claims = {
  "linear-every-rule-learns": [
    "Every rule learns the linear map.",
    "figure: Fig. 3a, linear_regression.py",
    "Squared error after 2000 examples over that after the first, of the rule that did worst; wanted below one millionth.",
    linear.errorLeft([...rules, ...loops], [errorAt(0), errorAt(end)], {
      high: 1e-6,
    }),
  ],
  "linear-early-lead": [
    "Dynamic inversion is ahead of backpropagation early on.",
    "figure: Fig. 3a, linear_regression.py",
    "Squared error after 200 examples, of each loop over that of BP in the same seed.",
    linear.errors(loops, "over", ["BP"], errorAt(early), { high: 1 }),
  ],
  "linear-ends-below-bp": [
    "Dynamic inversion learns to a lower error than backpropagation.",
    "figure: Fig. 3a, linear_regression.py",
    "Squared error after 2000 examples, each loop over BP, paired by seed.",
    linear.errors(loops, "over", ["BP"], errorAt(end), { high: 1 }),
  ],
  "linear-ends-below-fa": [
    "Dynamic inversion learns to a lower error than feedback alignment.",
    "figure: Fig. 3a, linear_regression.py",
    "Squared error after 2000 examples, each loop over FA and over FA-2, paired by seed.",
    linear.errors(loops, "over", ["FA", "FA-2"], errorAt(end), { high: 1 }),
  ],
  "linear-leak-slows": [
    "More leak ends slower.",
    "analysis: resting state B (WB − αI)⁻¹ e, linear_regression.py",
    "Squared error after 2000 examples, leak .01 (NDI, DI) over leak .001 (NDI-2, DI-2), paired by seed.",
    [
      ...linear.errors(["NDI"], "over", ["NDI-2"], errorAt(end), { low: 1 }),
      ...linear.errors(["DI"], "over", ["DI-2"], errorAt(end), { low: 1 }),
    ],
  ],
  "linear-reaches-resting-state": [
    "The loop settles at its resting state.",
    "text: Abstract (“accurate inversion is guaranteed”), Fig. 3e",
    "Mean angle between δ of DI and of NDI over 2000 examples; wanted below 5°.",
    linear.angles(loops, "mean angle to NDI", meanIn("angle_ndi_1", [0, end]), {
      high: 5,
    }),
  ],
  "linear-little-leak-is-cut-off": [
    "With little leak the published integration ends before the loop has settled, at first; training mends that.",
    "analysis: 999 steps of .5 in sim_tools.py against leak .001, Fig. 3e",
    "Angle between δ of DI-2 and of NDI-2 at the first example, wanted above 5°; and its mean over the last 500 of 2000 examples over that of the first 100.",
    [
      ...linear.angles(
        ["DI-2"],
        "angle to NDI at the first example",
        valueIn("angle_ndi_1", [0, 0]),
        { low: 5 },
      ),
      ...shrinking(["DI-2"], "angle to NDI late over early", "angle_ndi_1"),
    ],
  ],
  "linear-nears-pseudoinverse": [
    "The errors of dynamic inversion come to point where pseudobackprop’s do.",
    "figure: Fig. 3f, linear_regression.py",
    "Mean angle between δ of DI and of PBP over the last 500 of 2000 examples over that of the first 100.",
    shrinking(loops, "angle to PBP late over early", "angle_pbp_1"),
  ],
  "linear-optimised-feedback": [
    "Random feedback that was only made stable serves as well as feedback from the weights.",
    "text: Abstract (“fixed or random feedback”), Fig. 3a",
    "Squared error after 2000 examples, DI-3 over DI, of equal leak, paired by seed; wanted below 2.",
    linear.errors(["DI-3"], "over", ["DI"], errorAt(end), { high: 2 }),
  ],
  "linear-feedback-not-aligned": [
    "Feedback need not align with the weights.",
    "text: Abstract (“fixed or random feedback”), Fig. 3d",
    "Mean angle between B and −Wᵀ over the last 500 of 2000 examples; wanted above 10°.",
    linear.angles(
      loops,
      "late angle of B to −Wᵀ",
      meanIn("angle_feedback_1", lastExamples),
      { low: 10 },
    ),
  ],
  "linear-stays-stable": [
    "Feedback −Wᵀ of the initial weights keeps the loop stable throughout.",
    "code: README of the published code (“rarely fail”), Fig. 3c",
    "Times that the loop lost its stability in 2000 examples; wanted none, in every seed.",
    linear.noLosses(["DI", "DI-2"], end),
  ],
  "linear-lead-is-step-size": [
    "The early lead over backpropagation is step size: with updates of unit length it shrinks.",
    "analysis: Fig. 3b against Fig. 3a, linear_regression.py",
    "Lead after 200 examples, the logarithm of the error of BP over that of each loop; with normalised updates, over the lead without; wanted below one half.",
    loops.map((loop) => ({
      what: `lead of ${loop} with normalised updates over lead without`,
      unit: "number",
      bounds: { high: .5 },
      terms: [linear, normalised].flatMap((experiment) =>
        experiment.terms(["BP", loop], errorAt(early))
      ),
      combine: {
        says:
          "log of third over fourth, over log of first over second if that is a lead",
        of: (plainBP, plainLoop, unitBP, unitLoop) =>
          plainLoop < plainBP
            ? Math.log(unitBP / unitLoop) / Math.log(plainBP / plainLoop)
            : `${loop} has no lead to explain`,
      },
    })),
  ],
  "linear-better-directions": [
    "With updates of unit length dynamic inversion still learns faster than backpropagation and feedback alignment.",
    "figure: Fig. 3b, linear_regression.py",
    "Squared error after 2000 of 4000 examples, updates normalised, each loop over BP and over FA, paired by seed.",
    normalised.errors(loops, "over", ["BP", "FA"], errorAt(end), { high: 1 }),
  ],
};

/** After 10000 examples, where the published script stops by itself, and 20000, the whole of Figure 3g. */
const scriptEnd = 9999, end3g = 19999;
const scriptError = errorAt(scriptEnd);

/** Mean angles to NDI over 10000 examples, layer by layer. */
const anglesToNdi = (models: readonly string[], high: number) =>
  [1, 2].flatMap((layer) => {
    const angle = meanIn(`angle_ndi_${layer}`, [0, scriptEnd]);
    const what = `mean angle to NDI, layer ${layer}`;
    return nonlinear.angles(models, what, angle, { high });
  });

export const nonlinearRegressionClaims: Claims = {
  "nonlinear-any-rule-will-do": [
    "Most of the task is its constant part, which any rule learns alike: the published teacher hardly depends on its inputs.",
    "analysis: teacher U(±.01) in nonlinear_regression.py",
    "Squared error after 10000 examples over that after the first, of the rule that did worst; wanted below one ten-thousandth.",
    nonlinear.errorLeft(
      [...rules, ...loops, ...singleLoops],
      [errorAt(0), scriptError],
      { high: 1e-4 },
    ),
  ],
  "nonlinear-ends-below-bp": [
    "Dynamic inversion learns to a lower error than backpropagation and feedback alignment.",
    "figure: Fig. 3g, nonlinear_regression.py",
    "Squared error after 10000 examples, where the published script stops by itself, each loop over BP and over FA, paired by seed.",
    nonlinear.errors(loops, "over", ["BP", "FA"], scriptError, { high: 1 }),
  ],
  "nonlinear-optimised-feedback": [
    "Random feedback that was only made stable serves as well as feedback from the weights.",
    "text: Abstract (“fixed or random feedback”), Fig. 3g",
    "Squared error after 10000 examples, DI-3 over DI, of equal leak, paired by seed; wanted below 2.",
    nonlinear.errors(["DI-3"], "over", ["DI"], scriptError, { high: 2 }),
  ],
  "nonlinear-reaches-resting-state": [
    "The loops settle near their resting states.",
    "figure: Fig. 3j, whose published axis ends near 15°",
    "Mean angle between δ of DI and of NDI over 10000 examples, in both layers; wanted below 15°.",
    anglesToNdi(loops, 15),
  ],
  "nonlinear-single-loop-direction": [
    "One loop through both layers points about where a loop per layer does.",
    "figure: Fig. 3k, whose published axis ends at 55°",
    "Mean angle between δ of SDI and of NDI over 10000 examples, in both layers; wanted below 55°.",
    anglesToNdi(singleLoops, 55),
  ],
  "nonlinear-single-loop-error": [
    "One loop through both layers learns as well as a loop per layer.",
    "text: Supplement (“the same steady state as sequential dynamic inversion”), Fig. 3g",
    "Squared error after 10000 examples, SDI over DI of the same feedback and leak, paired by seed; wanted below 2.",
    singleLoops.flatMap((single, k) =>
      nonlinear.errors([single], "over", [loops[k]], scriptError, { high: 2 })
    ),
  ],
  "nonlinear-stays-stable": [
    "The loops of dynamic inversion stay stable throughout, whatever their feedback.",
    "figure: Fig. 3h, nonlinear_regression.py",
    "Times that a loop lost its stability in 20000 examples; wanted none, in every seed.",
    nonlinear.noLosses(loops, end3g),
  ],
};
