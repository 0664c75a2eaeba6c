/**
 * Feedback made stable by gradient descent on the loop's spectral abscissa.
 *
 * Published as a smoothed spectral abscissa; at the shift the authors' script
 * uses it is the plain one, whose gradient is that of the leading eigenvalue.
 */
import { descend, type Descent, type DescentSettings } from "./descend.ts";
import { loopSlope } from "./loop_slope.ts";
import type { Loop } from "./stability.ts";

/**
 * Steps B ← B − rate · ∂s/∂B until the abscissa s is at the target, or the
 * steps are used up. The loop given is left as it is.
 */
export function descendSpectralAbscissa(
  loop: Loop,
  settings: DescentSettings,
): Descent {
  return descend(loopSlope(loop, 0), loop.B, settings);
}
