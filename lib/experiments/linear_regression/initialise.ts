/** The start that all models of a linear regression share. */
import { drawInputs } from "../../datasets/teacher.ts";
import { uniformMatrix } from "../../feedback/initial.ts";
import { stabilise } from "../../feedback/stabilise.ts";
import type { Matrix, Shape } from "../../linalg/matrix.ts";
import { NumpyRandom } from "../../random/numpy_random.ts";
import type { Unstable } from "../experiment.ts";
import type { InitialiseSettings } from "./settings.ts";

/**
 * What all models start from: the teacher T (10 × 30), inputs x, an example a
 * column (30 × N), weights W0 (20 × 30) and W1 (10 × 20), feedback B1 made stable
 * for W1 without leak, large random feedback B1_large (20 × 10), and the example
 * to learn from at each iteration, order (N).
 */
export type Start =
  & Record<"T" | "x" | "W0" | "W1" | "B1" | "B1_large", Matrix>
  & { order: Int32Array };

const inputs = 30, hidden = 20, outputs = 10;

/**
 * Draws a start from a seed, in the published order: T, x, W0, W1, B1,
 * B1_large; then W1 again, at least once, until B1 can be made stable for it;
 * then the order. Each attempt on B1 goes on from where the last one ended.
 */
export function initialise(
  seed: number,
  settings: InitialiseSettings,
): Start | Unstable {
  const random = new NumpyRandom(seed);
  const small = (shape: Shape) => uniformMatrix(random, shape, 0.01);
  const examples = settings.iterations;
  const T = uniformMatrix(random, { rows: outputs, columns: inputs }, 1);
  const x = drawInputs(random, { inputs, examples });
  const W0 = small({ rows: hidden, columns: inputs });
  small({ rows: outputs, columns: hidden }); // the W1 that is never used
  let B = small({ rows: hidden, columns: outputs });
  const B1_large = uniformMatrix(random, B, 0.5);
  for (let attempt = 0; attempt < settings.initialAttempts; attempt++) {
    const W1 = small({ rows: outputs, columns: hidden });
    const { feedback, succeeded } = stabilise(
      { W: [W1], B, leak: 0 },
      { ...settings, attempts: 1 },
    );
    if (succeeded) {
      const order = random.permutation(examples);
      return { T, x, W0, W1, B1: feedback, B1_large, order };
    }
    B = feedback;
  }
  return {
    unstable:
      `no stable B1 for any of ${settings.initialAttempts} draws of W1 with ${settings.optimisationMaximumSteps} steps each`,
  };
}
