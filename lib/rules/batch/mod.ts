/** The learning rules that have a form for batches, by their published names. */
import type { RuleName } from "../mod.ts";
import { batchBackpropagation } from "./backpropagation.ts";
import type { BatchRuleMaker } from "./batch_rule.ts";
import { batchFeedbackAlignment } from "./feedback_alignment.ts";
import {
  batchDynamicInversion,
  batchNonDynamicInversion,
  batchPseudobackpropagation,
} from "./inversion.ts";

export const batchRules = {
  BP: batchBackpropagation,
  FA: batchFeedbackAlignment,
  PBP: batchPseudobackpropagation,
  NDI: batchNonDynamicInversion,
  DI: batchDynamicInversion,
} satisfies Partial<Record<RuleName, BatchRuleMaker>>;
