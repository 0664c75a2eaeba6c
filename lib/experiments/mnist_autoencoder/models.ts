import { ruleNames, rules } from "../../rules/mod.ts";
import type { Model, ModelChoices } from "../experiment.ts";
import {
  feedbacks,
  negativeTranspose,
  publishedModels,
} from "../mnist_models.ts";

/**
 * Every model of the MNIST autoencoder. The published script cannot run DI: its
 * loop is for single examples. Here it is, as in classification, a linear loop
 * whose result is multiplied by the slope φ′: what it settles at is NDI-2.
 */
export const mnistAutoencoderModels: readonly Model[] = [
  ...publishedModels,
  { name: "DI", rule: "DI", feedback: negativeTranspose, leak: 0.01 },
];

/** Batches are learned by rules that have a form for them, DI by its linear loop. */
export const mnistAutoencoderChoices: ModelChoices = {
  rules: ruleNames.filter((name) => rules[name].batch),
  feedbacks,
  transfers: ["linear"],
};
