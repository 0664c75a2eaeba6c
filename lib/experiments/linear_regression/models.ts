import { feedbackKinds, type FeedbackSpec } from "../../feedback/initial.ts";
import { inversionTransfers } from "../../rules/dynamic_inversion.ts";
import { ruleNames, rules } from "../../rules/mod.ts";
import type { Model, ModelChoices } from "../experiment.ts";

const none: FeedbackSpec = { kind: "none" };
const negative: FeedbackSpec = { kind: "transpose", scale: -1 };
const large: FeedbackSpec = { kind: "transpose", scale: -50 };

/** The models of Figure 3a–f. */
export const linearRegressionModels: readonly Model[] = [
  { name: "BP", rule: "BP", feedback: none, leak: 0 },
  { name: "FA", rule: "FA", feedback: { kind: "random" }, leak: 0 },
  { name: "FA-2", rule: "FA", feedback: large, leak: 0 },
  { name: "PBP", rule: "PBP", feedback: none, leak: 0 },
  ...(["NDI", "DI"] as const).flatMap((rule): Model[] => [
    { name: rule, rule, feedback: negative, leak: 0.01 },
    { name: `${rule}-2`, rule, feedback: negative, leak: 0.001 },
    { name: `${rule}-3`, rule, feedback: { kind: "optimised" }, leak: 0.01 },
  ]),
];

/** All but the rules that need feedback from end to end: there is one hidden layer. */
export const linearRegressionChoices: ModelChoices = {
  rules: ruleNames.filter((name) => !rules[name].endToEnd),
  feedbacks: feedbackKinds,
  transfers: inversionTransfers,
};
