/** Claims on the regression whose teacher depends on its inputs, every rule at its own learning rate. Iterations are counted from 0. */
import type { Claims } from "./claim.ts";
import { Comparisons } from "./comparisons.ts";
import { valueIn } from "./measures.ts";

const teacher = new Comparisons("nonlinear-regression-teacher");

const end = 9999;
const error = valueIn("error", [end, end]);
const [centredBefore, centredAfter] = [0, end].map((iteration) =>
  valueIn("centred_error", [iteration, iteration])
);

const inversions = ["NDI", "NDI-2", "DI", "DI-2"];
const secondOrder = ["GN", "GN-2"];
const every = [
  ...["BP", "FA", "FA-2", "PBP", ...inversions],
  ...["SDI", "SDI-2", ...secondOrder],
];

export const teacherRegressionClaims: Claims = {
  "teacher-every-rule-learns-from-inputs": [
    "Where most of the teacher’s answers depends on its inputs, every rule learns more than their mean.",
    "figure: Fig. 3g, with a teacher of U(±.5) in place of U(±.01)",
    "Squared error about the mean answer after 10000 examples over that before training, of the rule that did worst; wanted below one half.",
    teacher.errorLeft(every, [centredBefore, centredAfter], { high: .5 }),
  ],
  "teacher-lead-is-step-size": [
    "There, each at its best learning rate, neither inversion by fixed feedback nor Gauss–Newton ends below backpropagation: their lead is one of step size.",
    "figure: Fig. 3g, with a teacher of U(±.5), and learning rates by rule in place of .01 for all",
    "Squared error after 10000 examples, NDI, NDI-2, DI, DI-2, GN and GN-2 over BP, paired by seed; wanted above .9.",
    teacher.errors([...inversions, ...secondOrder], "over", ["BP"], error, {
      low: .9,
    }),
  ],
  "teacher-pseudoinverse-leads": [
    "There a pseudoinverse that follows the weights ends below backpropagation, and below all inversion by fixed feedback.",
    "analysis: B = −Wᵀ of the start inverts the weights of the start",
    "Squared error after 10000 examples, PBP over BP, NDI, NDI-2, DI and DI-2, paired by seed.",
    teacher.errors(["PBP"], "over", ["BP", ...inversions], error, { high: 1 }),
  ],
};
