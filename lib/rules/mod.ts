/** The six learning rules, by their published names. */
import type { Shape } from "../linalg/matrix.ts";
import { backpropagation } from "./backpropagation.ts";
import {
  compiledDynamicInversion,
  compiledSingleLoopInversion,
} from "./compiled_inversion.ts";
import { dynamicInversion } from "./dynamic_inversion.ts";
import { feedbackAlignment } from "./feedback_alignment.ts";
import type { InversionTransfer } from "./inversion_transfer.ts";
import { layerwise } from "./layerwise.ts";
import { nonDynamicInversion } from "./non_dynamic_inversion.ts";
import { pseudobackpropagation } from "./pseudobackpropagation.ts";
import type { Integrator, Rule } from "./rule.ts";
import { singleLoopInversion } from "./single_loop_inversion.ts";

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

/**
 * Makes each rule ready for a network: `shapes` are those of the weights above
 * each hidden layer, lowest first. Loops run compiled where a kernel has their
 * form.
 */
export const rules = {
  BP: (shapes, settings) => layerwise(backpropagation, shapes, settings),
  FA: (shapes, settings) => layerwise(feedbackAlignment, shapes, settings),
  PBP: (shapes, settings) => layerwise(pseudobackpropagation, shapes, settings),
  NDI: (shapes, { leak = 0, ...settings }) =>
    layerwise(nonDynamicInversion({ leak }), shapes, settings),
  DI: (shapes, { leak = 0, transfer = "linear", integrator, ...settings }) =>
    layerwise(
      transfer === "linearised"
        ? dynamicInversion({ leak, transfer, integrator })
        : compiledDynamicInversion({ leak, transfer, integrator }),
      shapes,
      settings,
    ),
  SDI: (shapes, { leak = 0, transfer = "tanh", integrator }) =>
    transfer === "tanh" && shapes.length === 2
      ? compiledSingleLoopInversion({ leak, integrator })
      : singleLoopInversion(shapes, { leak, transfer, integrator }),
} satisfies Record<
  string,
  (shapes: readonly Shape[], settings: RuleSettings) => Rule
>;

export type RuleName = keyof typeof rules;
