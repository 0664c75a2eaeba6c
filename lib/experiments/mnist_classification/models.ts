import type { Model } from "../experiment.ts";
import { negativeTranspose, publishedModels } from "../mnist_models.ts";

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
  { name: "DI", rule: "DI", feedback: negativeTranspose, leak: 0.01 },
  {
    name: "DI-tanh",
    rule: "DI",
    feedback: negativeTranspose,
    leak: 0.01,
    transfer: "tanh",
  },
  { name: "SDI", rule: "SDI", feedback: negativeTranspose, leak: 0.01 },
];

/** Every model of MNIST classification. */
export const mnistClassificationModels: readonly Model[] = [
  ...publishedModels,
  ...dynamicModels,
];
