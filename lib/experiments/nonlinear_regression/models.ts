import { feedbackKinds, type FeedbackSpec } from "../../feedback/initial.ts";
import { inversionTransfers } from "../../rules/dynamic_inversion.ts";
import { ruleNames } from "../../rules/mod.ts";
import type { Model, ModelChoices } from "../experiment.ts";

const none: FeedbackSpec = { kind: "none" };
const negative: FeedbackSpec = { kind: "transpose", scale: -1 };

/**
 * The models of Figure 3g–k. Their feedback is that of each hidden layer; the
 * feedback of SDI, from end to end, is made of the two.
 */
export const nonlinearRegressionModels: readonly Model[] = [
  { name: "BP", rule: "BP", feedback: none, leak: 0 },
  { name: "FA", rule: "FA", feedback: { kind: "random" }, leak: 0 },
  { name: "FA-2", rule: "FA", feedback: negative, leak: 0 },
  { name: "PBP", rule: "PBP", feedback: none, leak: 0 },
  ...(["NDI", "DI", "SDI"] as const).flatMap((rule): Model[] => [
    { name: rule, rule, feedback: negative, leak: 0.01 },
    { name: `${rule}-2`, rule, feedback: negative, leak: 0.001 },
    { name: `${rule}-3`, rule, feedback: { kind: "optimised" }, leak: 0.01 },
  ]),
];

export const nonlinearRegressionChoices: ModelChoices = {
  rules: ruleNames,
  feedbacks: feedbackKinds,
  transfers: inversionTransfers,
};
