import type { Model } from "../experiment.ts";

/** The models of Figure 3a–f. */
export const linearRegressionModels: readonly Model[] = [
  { name: "BP", rule: "BP", feedback: { kind: "none" }, leak: 0 },
  { name: "FA", rule: "FA", feedback: { kind: "random" }, leak: 0 },
  {
    name: "FA-2",
    rule: "FA",
    feedback: { kind: "transpose", scale: -50 },
    leak: 0,
  },
  { name: "PBP", rule: "PBP", feedback: { kind: "none" }, leak: 0 },
  ...(["NDI", "DI"] as const).flatMap((rule): Model[] => [
    {
      name: rule,
      rule,
      feedback: { kind: "transpose", scale: -1 },
      leak: 0.01,
    },
    {
      name: `${rule}-2`,
      rule,
      feedback: { kind: "transpose", scale: -1 },
      leak: 0.001,
    },
    { name: `${rule}-3`, rule, feedback: { kind: "optimised" }, leak: 0.01 },
  ]),
];
