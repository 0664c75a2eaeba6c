import type { FurtherChoices, FurtherModel } from "./further_model.ts";

/** What NDI is compared with: rules of the first order, and of the second. */
export const gaussNewtonModels: readonly FurtherModel[] = (
  ["BP", "PBP", "LGN", "GN"] as const
).map((name) => ({ name, rule: name, feedback: { kind: "none" }, leak: 0 }));

/** Rules without feedback of their own. */
export const gaussNewtonChoices: FurtherChoices = {
  rules: ["BP", "PBP", "LGN", "GN"],
  feedbacks: [],
  transfers: [],
};
