import type { FeedbackSpec } from "../../feedback/initial.ts";
import { ruleNames } from "../../rules/mod.ts";
import type { FurtherChoices, FurtherModel } from "../further_model.ts";
import { nonlinearRegressionChoices } from "../nonlinear_regression/models.ts";

const none: FeedbackSpec = { kind: "none" };
const negative: FeedbackSpec = { kind: "transpose", scale: -1 };

/** The leak of models without a number, and of those with `-2`. */
const leaks = { "": 0.01, "-2": 0.001 };

/**
 * Each rule with the learning rate at which it ends with the least error, of those
 * of the sweep that `outputs/beyond.jsonc` asks for, over seeds that are not used
 * again. Gauss–Newton has for its damping the leaks of the others.
 */
export const teacherRegressionModels: readonly FurtherModel[] = [
  { name: "BP", rule: "BP", feedback: none, leak: 0, own: { eta: 0.05 } },
  {
    name: "FA",
    rule: "FA",
    feedback: { kind: "random" },
    leak: 0,
    own: { eta: 0.02 },
  },
  { name: "FA-2", rule: "FA", feedback: negative, leak: 0, own: { eta: 0.2 } },
  { name: "PBP", rule: "PBP", feedback: none, leak: 0, own: { eta: 0.02 } },
  ...leaking("NDI", negative, [0.02, 0.02]),
  ...leaking("DI", negative, [0.02, 0.02]),
  ...leaking("SDI", negative, [0.1, 0.02]),
  ...leaking("GN", none, [0.02, 0.01]),
];

/** A rule with either leak, at the learning rate given for it. */
function leaking(
  rule: FurtherModel["rule"],
  feedback: FeedbackSpec,
  etas: readonly number[],
): FurtherModel[] {
  return Object.entries(leaks).map(([number, leak], k) => (
    { name: `${rule}${number}`, rule, feedback, leak, own: { eta: etas[k] } }
  ));
}

export const teacherRegressionChoices: FurtherChoices = {
  ...nonlinearRegressionChoices,
  rules: [...ruleNames, "GN"],
};
