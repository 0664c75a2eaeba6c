import type { Model } from "../model.ts";

/** The models of Figure 4a, as published. */
export const publishedModels: readonly Model[] = [
  { name: "BP", rule: "BP", feedback: { kind: "none" }, leak: 0 },
  { name: "FA", rule: "FA", feedback: { kind: "random" }, leak: 0 },
  { name: "PBP", rule: "PBP", feedback: { kind: "none" }, leak: 0 },
  {
    name: "NDI",
    rule: "NDI",
    feedback: { kind: "transpose", scale: -1 },
    leak: 0,
  },
  {
    name: "NDI-2",
    rule: "NDI",
    feedback: { kind: "transpose", scale: -1 },
    leak: 0.01,
  },
];

/** The models that are trained. */
export const mnistClassificationModels: readonly Model[] = publishedModels
  .filter(({ name }) => name === "BP");
