import type { FeedbackSpec } from "../../feedback/initial.ts";
import type { Model, ModelName } from "../model.ts";

const none: FeedbackSpec = { kind: "none" };
const negative: FeedbackSpec = { kind: "transpose", scale: -1 };

/** The models of Figure 4a, as published. */
export const publishedModels: readonly Model[] = [
  { name: "BP", rule: "BP", feedback: none, leak: 0 },
  { name: "FA", rule: "FA", feedback: { kind: "random" }, leak: 0 },
  { name: "PBP", rule: "PBP", feedback: none, leak: 0 },
  { name: "NDI", rule: "NDI", feedback: negative, leak: 0 },
  { name: "NDI-2", rule: "NDI", feedback: negative, leak: 0.01 },
];

/**
 * The dynamics, which the paper's classification leaves to their steady state:
 *
 * - `DI`, a linear loop whose result is multiplied by the slope φ′: what it
 *   settles at is NDI-2.
 * - `DI-tanh`, the form that the published script has but never runs: W acts on
 *   tanh r_x, and the slope is left out.
 * - `SDI`, through one hidden layer the loop of `DI-tanh` in another order of
 *   update; see `ruleOf`.
 */
export const dynamicModels: readonly Model[] = [
  { name: "DI", rule: "DI", feedback: negative, leak: 0.01 },
  {
    name: "DI-tanh",
    rule: "DI",
    feedback: negative,
    leak: 0.01,
    transfer: "tanh",
  },
  { name: "SDI", rule: "SDI", feedback: negative, leak: 0.01 },
];

/** Every model of MNIST classification. */
export const mnistClassificationModels: readonly Model[] = [
  ...publishedModels,
  ...dynamicModels,
];

/** The models that are trained unless others are asked for: the published ones. */
export const defaultModels: readonly ModelName[] = publishedModels.map(
  ({ name }) => name,
);
