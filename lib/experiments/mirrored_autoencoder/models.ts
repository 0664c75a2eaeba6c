import type { ModelChoices } from "../experiment.ts";
import type { FurtherModel } from "../further_model.ts";
import { mnistAutoencoderChoices } from "../mnist_autoencoder/models.ts";
import { publishedModels } from "../mnist_models.ts";

/**
 * The inverting models of the autoencoder, and NDI without a leak once more, whose
 * feedback begins as random as that of FA and learns by a weight mirror.
 */
export const mirroredAutoencoderModels: readonly FurtherModel[] = [
  ...publishedModels.filter(({ rule }) => rule === "PBP" || rule === "NDI"),
  {
    name: "NDI-mirror",
    rule: "NDI",
    feedback: { kind: "random" },
    leak: 0,
    own: { mirror: true },
  },
];

export const mirroredAutoencoderChoices: ModelChoices = mnistAutoencoderChoices;
