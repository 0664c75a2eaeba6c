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
const every = [
  ...["BP", "FA", "FA-2", "PBP", ...inversions],
  ...["SDI", "SDI-2", "GN", "GN-2"],
];

export const teacherRegressionClaims: Claims = {
  "teacher-every-rule-learns-from-inputs": [
    "Where most of the teacher’s answers depends on its inputs, every rule learns more than their mean.",
    "figure: Fig. 3g, with a teacher of U(±.5) in place of U(±.01)",
    "Squared error about the mean answer after 10000 examples over that before training, of the rule that did worst; wanted below one half.",
    teacher.errorLeft(every, [centredBefore, centredAfter], { high: .5 }),
  ],
  "teacher-inversion-beats-bp": [
    "There, each at its best learning rate, the inverting rules learn to a lower error than backpropagation.",
    "figure: Fig. 3g, with a teacher of U(±.5) in place of U(±.01)",
    "Squared error after 10000 examples, NDI, NDI-2, DI and DI-2 over BP, paired by seed.",
    teacher.errors(inversions, "over", ["BP"], error, { high: 1 }),
  ],
  "teacher-fixed-feedback-will-do": [
    "There, too, fixed feedback does nearly as well as a pseudoinverse that follows the weights.",
    "text: Abstract (“fixed or random feedback”)",
    "Squared error after 10000 examples, NDI, NDI-2, DI and DI-2 over PBP, paired by seed; wanted below 1.5.",
    teacher.errors(inversions, "over", ["PBP"], error, { high: 1.5 }),
  ],
};
