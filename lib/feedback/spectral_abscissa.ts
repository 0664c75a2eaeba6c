/**
 * Feedback made stable by gradient descent on the loop's spectral abscissa.
 *
 * Published as a smoothed spectral abscissa; at the shift the authors' script
 * uses it is the plain one, whose gradient is that of the leading eigenvalue.
 */
import { copy, type Matrix } from "../linalg/matrix.ts";
import { abscissaGradient } from "./abscissa_gradient.ts";
import type { Loop } from "./stability.ts";

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

/** Where the descent ended. */
export interface Descent {
  feedback: Matrix;
  /** spectral abscissa of the loop with that feedback */
  abscissa: number;
  /** steps made */
  steps: number;
  /** whether that loop is stable */
  succeeded: boolean;
}

/**
 * Steps B ← B − rate · ∂s/∂B until the abscissa s is at the target, or the
 * steps are used up. A failure is an answer like any other: the feedback
 * reached, and `succeeded` false. The loop given is left as it is.
 */
export function descendSpectralAbscissa(
  loop: Loop,
  { rate, minimumSteps, maximumSteps, target }: DescentSettings,
): Descent {
  const moving = { ...loop, B: copy(loop.B) };
  let { abscissa, gradient } = abscissaGradient(moving);
  let steps = 0;
  while (
    gradient && steps < maximumSteps &&
    (steps < minimumSteps || abscissa > target)
  ) {
    const B = moving.B.data, g = gradient.data;
    for (let i = 0; i < B.length; i++) B[i] -= rate * g[i];
    steps++;
    ({ abscissa, gradient } = abscissaGradient(moving));
  }
  return { feedback: moving.B, abscissa, steps, succeeded: abscissa < 0 };
}
