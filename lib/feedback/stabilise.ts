/** Descent on the spectral abscissa of a loop, which makes its feedback stable. */
import { copy, type Matrix } from "../linalg/matrix.ts";
import { type AbscissaSlope, type Loop, loopSlope } from "./stability.ts";

/** How settings have loops of dynamic inversion made stable. */
export interface StabilitySettings {
  /** step length */
  optimisationRate: number;
  /** steps made in any case */
  optimisationMinimumSteps: number;
  /** steps after which to give up */
  optimisationMaximumSteps: number;
  /** the abscissa at which to stop */
  optimisationTarget: number;
  /** ε of `loopSlope` */
  optimisationSmoothing: number;
}

/** Where a descent ended. */
export interface Descent {
  feedback: Matrix;
  /** spectral abscissa of the loop with that feedback */
  abscissa: number;
  /** whether that loop is stable */
  succeeded: boolean;
  /** steps made in all attempts */
  steps: number;
  attempts: number;
}

/** Feedback that makes a loop stable, by descent from B. */
export function stabilise(
  { B, ...loop }: Loop,
  settings: StabilitySettings & { attempts: number },
): Descent {
  return descend(loopSlope(loop, settings.optimisationSmoothing), B, settings);
}

/**
 * Steps B ← B − rate · gradient from `start` until the abscissa is at the target,
 * or the steps are used up; so again and again from there, until the loop is stable or
 * the attempts are used up. A failure is an answer like any other: the feedback
 * reached, and `succeeded` false. `start` is left as it is.
 */
export function descend(
  slopeAt: AbscissaSlope,
  start: Matrix,
  settings: StabilitySettings & { attempts: number },
): Descent {
  const feedback = copy(start), B = feedback.data;
  for (let total = 0, attempts = 1;; attempts++) {
    let { abscissa, gradient } = slopeAt(feedback);
    let steps = 0;
    while (
      gradient && steps < settings.optimisationMaximumSteps &&
      (steps < settings.optimisationMinimumSteps ||
        abscissa > settings.optimisationTarget)
    ) {
      for (let i = 0; i < B.length; i++) {
        B[i] -= settings.optimisationRate * gradient.data[i];
      }
      steps++;
      ({ abscissa, gradient } = slopeAt(feedback));
    }
    total += steps;
    const succeeded = abscissa < 0;
    if (succeeded || attempts >= settings.attempts) {
      return { feedback, abscissa, succeeded, steps: total, attempts };
    }
  }
}
