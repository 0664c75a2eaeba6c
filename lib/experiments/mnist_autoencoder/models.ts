import type { Model } from "../experiment.ts";
import { negativeTranspose, publishedModels } from "../mnist_models.ts";

/**
 * Every model of the MNIST autoencoder. The published script cannot run DI: its
 * loop is for single examples. Here it is, as in classification, a linear loop
 * whose result is multiplied by the slope φ′: what it settles at is NDI-2.
 */
export const mnistAutoencoderModels: readonly Model[] = [
  ...publishedModels,
  { name: "DI", rule: "DI", feedback: negativeTranspose, leak: 0.01 },
];
