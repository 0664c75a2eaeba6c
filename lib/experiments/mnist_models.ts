import { feedbackKinds, type FeedbackSpec } from "../feedback/initial.ts";
import type { Model } from "./experiment.ts";

const none: FeedbackSpec = { kind: "none" };

/** Feedback −Wᵀ, of the weights as they start. */
export const negativeTranspose: FeedbackSpec = { kind: "transpose", scale: -1 };

/** The models of Figures 4a and 4b, as published. */
export const publishedModels: readonly Model[] = [
  { name: "BP", rule: "BP", feedback: none, leak: 0 },
  { name: "FA", rule: "FA", feedback: { kind: "random" }, leak: 0 },
  { name: "PBP", rule: "PBP", feedback: none, leak: 0 },
  { name: "NDI", rule: "NDI", feedback: negativeTranspose, leak: 0 },
  { name: "NDI-2", rule: "NDI", feedback: negativeTranspose, leak: 0.01 },
];

/** The models that are trained unless others are asked for: the published ones. */
export const defaultModels: readonly string[] = publishedModels.map(
  ({ name }) => name,
);

/** The feedback that models can have: nothing is optimised before training. */
export const feedbacks = feedbackKinds.filter((kind) => kind !== "optimised");
