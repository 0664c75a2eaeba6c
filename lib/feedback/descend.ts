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
}

/** Where a descent ended. */
export interface Descent {
  feedback: Matrix;
  /** spectral abscissa of the loop with that feedback */
  abscissa: number;
  /** steps made */
  steps: number;
  /** whether that loop is stable */
  succeeded: boolean;
}

/** A repair: the descent that ended it, with `steps` counted over all attempts. */
export interface Repair extends Descent {
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
 * Steps B ← B − rate · gradient from `start` until the abscissa is at the
 * target, or the steps are used up. A failure is an answer like any other: the
 * feedback reached, and `succeeded` false. `start` is left as it is.
 */
export function descend(
  slopeAt: AbscissaSlope,
  start: Matrix,
  { rate, minimumSteps, maximumSteps, target }: DescentSettings,
): Descent {
  const feedback = copy(start), B = feedback.data;
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
  return { feedback, abscissa, steps, succeeded: abscissa < 0 };
}

/**
 * Descends again and again, each attempt from where the last one ended, until
 * the loop is stable or the attempts are used up.
 */
export function descendAgain(
  slopeAt: AbscissaSlope,
  start: Matrix,
  { attempts: limit, ...descent }: DescentSettings & { attempts: number },
): Repair {
  let feedback = start, steps = 0;
  for (let attempts = 1;; attempts++) {
    const reached = descend(slopeAt, feedback, descent);
    steps += reached.steps;
    if (reached.succeeded || attempts >= limit) {
      return { ...reached, steps, attempts };
    }
    feedback = reached.feedback;
  }
}
