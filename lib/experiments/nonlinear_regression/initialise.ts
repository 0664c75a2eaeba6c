/** The start that all models of a nonlinear regression share. */
import { answer, drawInputs, drawTeacher } from "../../datasets/teacher.ts";
import { uniformMatrix } from "../../feedback/initial.ts";
import { stabilise } from "../../feedback/stabilise.ts";
import type { Matrix } from "../../linalg/matrix.ts";
import { NumpyRandom } from "../../random/numpy_random.ts";
import type { Unstable } from "../experiment.ts";
import type { InitialiseSettings } from "./settings.ts";

/**
 * What all models start from: inputs x and the teacher's answers y, an example a
 * row (N × 30, N × 10), weights W0 (20 × 30), W1 (10 × 20) and W2 (10 × 10) with
 * biases b0, b1 and b2, feedback around W1 and W2 made stable without leak, B1 and
 * B2, and large and random, and the example to learn from at each iteration,
 * order (N).
 */
export type Start =
  & Record<"x" | "y" | "W0" | "W1" | "W2", Matrix>
  & Record<"B1" | "B1_large" | "B2" | "B2_large", Matrix>
  & Record<"b0" | "b1" | "b2", Float64Array>
  & { order: Int32Array };

/** Units of the layers of teacher and student, inputs first. */
const sizes = [30, 20, 10, 10];
const bound = 0.01, largeBound = 0.5;

/**
 * Draws a start from a seed, in the published order: the teacher's weights,
 * then its biases; x; the student likewise; B1, B2 and B small, then large
 * (neither B is used: the end-to-end feedback of every model is made of its B1
 * and B2); then the order. Of the optimisations, which draw nothing, that of
 * B2 comes first; each attempt goes on from where the last one ended.
 */
export function initialise(
  seed: number,
  settings: InitialiseSettings,
): Start | Unstable {
  const random = new NumpyRandom(seed);
  const examples = settings.iterations;
  const teacher = drawTeacher(random, { sizes, bound: settings.teacherScale });
  const inputs = drawInputs(random, { inputs: sizes[0], examples });
  const { x, y } = answer(teacher, inputs);
  const student = drawTeacher(random, { sizes, bound });
  const { W: [W0, W1, W2], b: [b0, b1, b2] } = student;
  const drawFeedback = (bound: number) => {
    const [B1, B2] = [W1, W2].map(({ rows, columns }) =>
      uniformMatrix(random, { rows: columns, columns: rows }, bound)
    );
    // the B that is never used
    uniformMatrix(random, { rows: W1.columns, columns: W2.rows }, bound);
    return { B1, B2 };
  };
  const stable = drawFeedback(bound);
  const large = drawFeedback(largeBound);
  const order = random.permutation(examples);

  for (const [name, W] of [["B2", W2], ["B1", W1]] as const) {
    const { feedback, succeeded, steps, attempts } = stabilise(
      { W: [W], B: stable[name], leak: 0 },
      { ...settings, attempts: settings.initialAttempts },
    );
    if (!succeeded) {
      return {
        unstable: `no stable ${name} in ${steps} steps of ${attempts} attempts`,
      };
    }
    stable[name] = feedback;
  }
  return {
    ...{ x, y, W0, b0, W1, b1, W2, b2 },
    ...{ ...stable, B1_large: large.B1, B2_large: large.B2, order },
  };
}
