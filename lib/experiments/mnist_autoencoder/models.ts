import type { Model } from "../experiment.ts";
import { negativeTranspose, publishedModels } from "../mnist_models.ts";

/**
 * The dynamics, which the published script cannot run: its loop is for single
 * examples. As in classification, a linear loop whose result is multiplied by
 * the slope φ′: what it settles at is NDI-2.
 */
export const dynamicModels: readonly Model[] = [
  { name: "DI", rule: "DI", feedback: negativeTranspose, leak: 0.01 },
];

/** Every model of the MNIST autoencoder. */
export const mnistAutoencoderModels: readonly Model[] = [
  ...publishedModels,
  ...dynamicModels,
];
