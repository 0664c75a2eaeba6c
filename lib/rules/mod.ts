/** The learning rules by name, the six published ones first. */
import type { Shape } from "../linalg/matrix.ts";
import * as bp from "./backpropagation.ts";
import * as di from "./dynamic_inversion.ts";
import * as fa from "./feedback_alignment.ts";
import * as ndi from "./non_dynamic_inversion.ts";
import * as pbp from "./pseudobackpropagation.ts";
import { type BatchRuleMaker, type LayerRule, layerwise } from "./rule.ts";
import type { Rule } from "./rule.ts";
import { compiledSingleLoopInversion } from "./single_loop_inversion.ts";

/**
 * What any of the rules may want to know; each looks at what concerns it. The
 * leak is 0 unless given, the transfer function `linear` for DI, `tanh` for SDI.
 */
export interface RuleSettings extends Partial<di.InversionSettings> {
  /** whether rules that carry the slope of a layer carry it twice, see `layerwise`; of no effect on loops; defaults to false */
  extraSlope?: boolean;
}

/** What a model may say besides its rule. */
export type ModelPart = "feedback" | "leak" | "transfer";

/** A rule as the list has it. */
export interface RuleEntry {
  /** the parts of a model that it depends on; those that read `feedback` need one that is not `none` */
  reads: readonly ModelPart[];
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
  reads: readonly ModelPart[],
  rule: (settings: RuleSettings & { leak: number }) => LayerRule,
  batch?: BatchRuleMaker,
): RuleEntry {
  return {
    reads,
    make: (shapes, { leak = 0, ...settings }) =>
      layerwise(rule({ leak, ...settings }), shapes, settings.extraSlope),
    batch,
  };
}

const list = {
  BP: layered([], () => bp.backpropagation, bp.batchBackpropagation),
  FA: layered(
    ["feedback"],
    () => fa.feedbackAlignment,
    fa.batchFeedbackAlignment,
  ),
  PBP: layered(
    [],
    () => pbp.pseudobackpropagation,
    pbp.batchPseudobackpropagation,
  ),
  NDI: layered(
    ["feedback", "leak"],
    ndi.nonDynamicInversion,
    ndi.batchNonDynamicInversion,
  ),
  DI: {
    reads: ["feedback", "leak", "transfer"],
    // a linear loop leaves the slope out, so its result is multiplied by it; the
    // linearised one carries it; that of tanh goes without, as published
    make: (shapes, { leak = 0, transfer = "linear", integrator }) =>
      layerwise(
        di.compiledDynamicInversion({ leak, transfer, integrator }),
        shapes,
        transfer === "linear",
      ),
    batch: di.batchDynamicInversion,
  },
  SDI: {
    reads: ["feedback", "leak", "transfer"],
    make: (shapes, { leak = 0, transfer = "tanh", integrator }) =>
      compiledSingleLoopInversion(shapes, { leak, transfer, integrator }),
    endToEnd: true,
  },
} satisfies Record<string, RuleEntry>;

export type RuleName = keyof typeof list;

export const rules: Readonly<Record<RuleName, RuleEntry>> = list;

export const ruleNames = Object.keys(list) as readonly RuleName[];
