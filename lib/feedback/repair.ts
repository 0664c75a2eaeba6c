import { descendAgain, type DescentSettings, type Repair } from "./descend.ts";
import { loopSlope } from "./loop_slope.ts";
import type { Loop } from "./stability.ts";

/**
 * Descends on the spectral abscissa again and again, each attempt from where
 * the last one ended, until the loop is stable or the attempts are used up.
 * The loop given is left as it is.
 */
export function repairFeedback(
  loop: Loop,
  settings: DescentSettings & { attempts: number },
): Repair {
  return descendAgain(loopSlope(loop, 0), loop.B, settings);
}
