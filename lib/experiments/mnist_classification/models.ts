import { inversionTransfers } from "../../rules/dynamic_inversion.ts";
import { ruleNames, rules } from "../../rules/mod.ts";
import type { Model, ModelChoices } from "../experiment.ts";
import {
  feedbacks,
  negativeTranspose,
  publishedModels,
} from "../mnist_models.ts";

/** The loops that settle at NDI-2. */
const dynamic = { feedback: negativeTranspose, leak: 0.01 } as const;

/**
 * Every model of MNIST classification: the published ones and the dynamics, which
 * the paper leaves to their steady state:
 *
 * - `DI`, a linear loop whose result is multiplied by the slope φ′.
 * - `DI-tanh`, the form that the published script has but never runs: W acts on
 *   tanh r_x, and the slope is left out.
 * - `SDI`, through one hidden layer the loop of `DI-tanh` in another order of
 *   update; see `ruleOf`.
 */
export const mnistClassificationModels: readonly Model[] = [
  ...publishedModels,
  { name: "DI", rule: "DI", ...dynamic },
  { name: "DI-tanh", rule: "DI", ...dynamic, transfer: "tanh" },
  { name: "SDI", rule: "SDI", ...dynamic },
];

/** SDI needs no feedback from end to end here: that of the layer is it. */
export const mnistClassificationChoices: ModelChoices = {
  rules: ruleNames.filter((name) => name === "SDI" || !rules[name].endToEnd),
  feedbacks,
  transfers: inversionTransfers,
};
