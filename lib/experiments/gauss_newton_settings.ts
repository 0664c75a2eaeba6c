import * as v from "valibot";
import { count, positive } from "./settings.ts";

/** What the experiments on Gauss–Newton have besides the settings of the regressions. */
export const gaussNewtonEntries = {
  trainingLeak: positive(
    "leak α of NDI, by which the network learns, with B = −Wᵀ of the start",
    0.01,
  ),
  comparedExamples: count(
    "examples, the first of the data set, or all where there are fewer, over which angles and gains are averaged",
    200,
  ),
};

/** Settings of the regressions that nothing here depends on: no loop runs, and no error is measured. */
export const unread = [
  "evaluateEvery",
  "integratorSteps",
  "integratorStep",
  "repairAttempts",
  "shareRepairs",
] as const;

/** The settings that both experiments have. */
export type GaussNewtonSettings =
  & v.InferOutput<
    v.ObjectSchema<typeof gaussNewtonEntries, undefined>
  >
  & { iterations: number; eta: number; clip: number };
