import type { BatchRuleMaker } from "./batch_rule.ts";

/** Backpropagation of a batch: Wᵀ E. See `rules/backpropagation.ts`. */
export const batchBackpropagation: BatchRuleMaker = (_, { layer }) => ({
  errorBelow: (E) => layer.transposed(E),
});
