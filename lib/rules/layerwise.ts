import type { Shape } from "../linalg/matrix.ts";
import { multiplyInto } from "../linalg/product.ts";
import type { LayerRule, Rule } from "./rule.ts";

/** How errors are carried down the layers. */
export interface LayerwiseSettings {
  /**
   * whether each layer's error is multiplied by its slope φ′ once more after
   * the rule has run; defaults to false. The published nonlinear regression
   * does so with every rule but single-loop inversion: dynamic inversion, which
   * leaves the slope out, then carries it once and the others twice.
   */
  extraSlope?: boolean;
}

/**
 * Lifts a rule for one layer to the whole network: from the highest hidden
 * layer down, each finds its error from the one above.
 *
 * `shapes` are those of the weights above each hidden layer, lowest first.
 */
export function layerwise(
  rule: LayerRule,
  shapes: readonly Shape[],
  { extraSlope = false }: LayerwiseSettings = {},
): Rule {
  const ready = shapes.map((shape) => rule(shape));
  return ({ hidden }) => {
    for (let l = ready.length - 1; l >= 0; l--) {
      ready[l](hidden[l]);
      if (extraSlope) multiplyInto(hidden[l].δ, hidden[l].slope);
    }
  };
}
