import type { FeedbackSpec } from "../../feedback/initial.ts";
import type { Model, ModelName } from "../model.ts";

const none: FeedbackSpec = { kind: "none" };
const negative: FeedbackSpec = { kind: "transpose", scale: -1 };

/** The models of Figure 4b, as published. */
export const publishedModels: readonly Model[] = [
  { name: "BP", rule: "BP", feedback: none, leak: 0 },
  { name: "FA", rule: "FA", feedback: { kind: "random" }, leak: 0 },
  { name: "PBP", rule: "PBP", feedback: none, leak: 0 },
  { name: "NDI", rule: "NDI", feedback: negative, leak: 0 },
  { name: "NDI-2", rule: "NDI", feedback: negative, leak: 0.01 },
];

/**
 * The dynamics, which the published script cannot run: its loop is for single
 * examples. As in classification, a linear loop whose result is multiplied by
 * the slope φ′: what it settles at is NDI-2.
 */
export const dynamicModels: readonly Model[] = [
  { name: "DI", rule: "DI", feedback: negative, leak: 0.01 },
];

/** Every model of the MNIST autoencoder. */
export const mnistAutoencoderModels: readonly Model[] = [
  ...publishedModels,
  ...dynamicModels,
];

/** The models that are trained unless others are asked for: the published ones. */
export const defaultModels: readonly ModelName[] = publishedModels.map(
  ({ name }) => name,
);
