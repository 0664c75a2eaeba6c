import {
  descendSpectralAbscissa,
  type Descent,
  type DescentSettings,
} from "./spectral_abscissa.ts";
import type { Loop } from "./stability.ts";

/** A repair: the descent that ended it, with `steps` counted over all attempts. */
export interface Repair extends Descent {
  attempts: number;
}

/**
 * Descends on the spectral abscissa again and again, each attempt from where
 * the last one ended, until the loop is stable or the attempts are used up.
 * The loop given is left as it is.
 */
export function repairFeedback(
  loop: Loop,
  { attempts: limit, ...descent }: DescentSettings & { attempts: number },
): Repair {
  let attempts = 0, steps = 0;
  let reached = descendSpectralAbscissa(loop, descent);
  while (true) {
    attempts++;
    steps += reached.steps;
    if (reached.succeeded || attempts >= limit) {
      return { ...reached, steps, attempts };
    }
    reached = descendSpectralAbscissa(
      { ...loop, B: reached.feedback },
      descent,
    );
  }
}
