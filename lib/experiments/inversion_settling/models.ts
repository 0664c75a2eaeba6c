import { inversionTransfers } from "../../rules/dynamic_inversion.ts";
import type { Model, ModelChoices } from "../experiment.ts";
import { feedbacks, negativeTranspose } from "../mnist_models.ts";

const loop = { rule: "DI", feedback: negativeTranspose } as const;

/** Loops of dynamic inversion by their leak, the linear ones first; `DI-tanh` is the form of the published script. */
export const inversionSettlingModels: readonly Model[] = [
  { name: "DI", ...loop, leak: 0.01 },
  { name: "DI-2", ...loop, leak: 0.001 },
  { name: "DI-4", ...loop, leak: 0 },
  { name: "DI-5", ...loop, leak: 0.1 },
  { name: "DI-tanh", ...loop, leak: 0.01, transfer: "tanh" },
];

export const inversionSettlingChoices: ModelChoices = {
  rules: ["DI"],
  feedbacks,
  transfers: inversionTransfers,
};
