/** The learning rules by name, the six published ones first. */
import type { Shape } from "../linalg/matrix.ts";
import { backpropagation, batchBackpropagation } from "./backpropagation.ts";
import {
  batchDynamicInversion,
  compiledDynamicInversion,
  type InversionTransfer,
} from "./dynamic_inversion.ts";
import {
  batchFeedbackAlignment,
  feedbackAlignment,
} from "./feedback_alignment.ts";
import {
  batchNonDynamicInversion,
  nonDynamicInversion,
} from "./non_dynamic_inversion.ts";
import {
  batchPseudobackpropagation,
  pseudobackpropagation,
} from "./pseudobackpropagation.ts";
import {
  type BatchRuleMaker,
  type Integrator,
  type LayerRule,
  layerwise,
  type Rule,
} from "./rule.ts";
import { compiledSingleLoopInversion } from "./single_loop_inversion.ts";

/** What any of the rules may want to know; each looks at what concerns it. */
export interface RuleSettings {
  /** leak α of NDI, DI and SDI; defaults to 0 */
  leak?: number;
  /** transfer function of the loops of DI and SDI; defaults to `linear` for DI, `tanh` for SDI */
  transfer?: InversionTransfer;
  /** of the loops of DI and SDI; defaults to the published one */
  integrator?: Integrator;
  /** see `layerwise`; defaults to false */
  extraSlope?: boolean;
}

/** A rule as the list has it. */
export interface RuleEntry {
  /**
   * Makes it ready for a network: `shapes` are those of the weights above each
   * hidden layer, lowest first. Loops run compiled where a kernel has their form.
   */
  make(shapes: readonly Shape[], settings: RuleSettings): Rule;
  /** its form for batches, if it has one */
  batch?: BatchRuleMaker;
  /** whether it takes feedback from the output straight to the lowest hidden layer */
  endToEnd?: boolean;
}

/** The entry of a rule that treats each layer alone. */
function layered(
  rule: (settings: RuleSettings & { leak: number }) => LayerRule,
  batch?: BatchRuleMaker,
): RuleEntry {
  return {
    make: (shapes, { leak = 0, ...settings }) =>
      layerwise(rule({ leak, ...settings }), shapes, settings),
    batch,
  };
}

const list = {
  BP: layered(() => backpropagation, batchBackpropagation),
  FA: layered(() => feedbackAlignment, batchFeedbackAlignment),
  PBP: layered(() => pseudobackpropagation, batchPseudobackpropagation),
  NDI: layered(nonDynamicInversion, batchNonDynamicInversion),
  DI: layered(
    ({ transfer = "linear", ...settings }) =>
      compiledDynamicInversion({ ...settings, transfer }),
    batchDynamicInversion,
  ),
  SDI: {
    make: (shapes, { leak = 0, transfer = "tanh", integrator }) =>
      compiledSingleLoopInversion(shapes, { leak, transfer, integrator }),
    endToEnd: true,
  },
} satisfies Record<string, RuleEntry>;

export type RuleName = keyof typeof list;

export const rules: Readonly<Record<RuleName, RuleEntry>> = list;
