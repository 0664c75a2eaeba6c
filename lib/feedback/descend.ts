/** Descent on the spectral abscissa of a loop, which makes its feedback stable. */
import { copy, type Matrix } from "../linalg/matrix.ts";

/** How to descend. */
export interface DescentSettings {
  /** step length */
  rate: number;
  /** steps made in any case */
  minimumSteps: number;
  /** steps after which to give up */
  maximumSteps: number;
  /** the abscissa at which to stop */
  target: number;
  /** how often to go on from where the last attempt ended; defaults to 1 */
  attempts?: number;
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

/**
 * The spectral abscissa of some loop with feedback B, and the direction in
 * which to step back from it: ∂s/∂B or something like it, null where there is
 * none.
 */
export type AbscissaSlope = (
  B: Matrix,
) => { abscissa: number; gradient: Matrix | null };

/**
 * Steps B ← B − rate · gradient from `start` until the abscissa is at the target,
 * or the steps are used up; so again and again, until the loop is stable or the
 * attempts are used up. A failure is an answer like any other: the feedback
 * reached, and `succeeded` false. `start` is left as it is.
 */
export function descend(
  slopeAt: AbscissaSlope,
  start: Matrix,
  { rate, minimumSteps, maximumSteps, target, attempts: limit = 1 }:
    DescentSettings,
): Descent {
  const feedback = copy(start), B = feedback.data;
  for (let total = 0, attempts = 1;; attempts++) {
    let { abscissa, gradient } = slopeAt(feedback);
    let steps = 0;
    while (
      gradient && steps < maximumSteps &&
      (steps < minimumSteps || abscissa > target)
    ) {
      for (let i = 0; i < B.length; i++) B[i] -= rate * gradient.data[i];
      steps++;
      ({ abscissa, gradient } = slopeAt(feedback));
    }
    total += steps;
    const succeeded = abscissa < 0;
    if (succeeded || attempts >= limit) {
      return { feedback, abscissa, succeeded, steps: total, attempts };
    }
  }
}
