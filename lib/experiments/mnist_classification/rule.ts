import type { Shape } from "../../linalg/matrix.ts";
import { rules } from "../../rules/mod.ts";
import { publishedIntegrator, type Rule } from "../../rules/rule.ts";
import type { Model } from "../model.ts";

/**
 * A model's rule for one hidden layer under weights of shape `W1`.
 *
 * Linear DI is multiplied by the slope φ′, as NDI is; the tanh form is not, as
 * published.
 *
 * SDI through one hidden layer is the loop of tanh DI with r_x updated before
 * r_y instead of after. Both start at zero, so its first update of r_x changes
 * nothing and from there on the two write the same numbers in turn: after
 * n steps its r_x is that of DI after n − 1. So it is run, one step shorter, by
 * DI's kernel.
 *
 * Podlaski & Machens, 2020, supplement (SDI); mnist_classification.py (tanh).
 */
export function ruleOf(
  { rule, leak, transfer = "linear" }: Pick<
    Model,
    "rule" | "leak" | "transfer"
  >,
  W1: Shape,
): Rule {
  const { steps, dt } = publishedIntegrator;
  switch (rule) {
    case "DI":
      return rules.DI.make([W1], {
        leak,
        transfer,
        extraSlope: transfer === "linear",
      });
    case "SDI":
      return rules.DI.make([W1], {
        leak,
        transfer: "tanh",
        integrator: { steps: steps - 1, dt },
      });
    default:
      return rules[rule].make([W1], { leak });
  }
}
