/** The start that all models of a nonlinear regression share. */
import { answer, drawInputs, drawTeacher } from "../../datasets/teacher.ts";
import { descendAgain } from "../../feedback/descend.ts";
import type { DrawnFeedback } from "../../feedback/initial.ts";
import { uniformMatrix } from "../../feedback/initial.ts";
import type { TanhNetwork } from "../../kernels/tanh_network_error.ts";
import type { Matrix, Shape } from "../../linalg/matrix.ts";
import { NumpyRandom } from "../../random/numpy_random.ts";
import { descentSettings } from "../loop_settings.ts";
import type { InitialiseSettings } from "./settings.ts";
import { loopSlope } from "../../feedback/stability.ts";

/** Data, weights, feedback and the order of the examples, before training. */
export interface Start {
  /** inputs, an example a row (N × 30) */
  x: Matrix;
  /** the teacher's answers (N × 10) */
  y: Matrix;
  /** the student: W0 (20 × 30), W1 (10 × 20), W2 (10 × 10), b0, b1, b2 */
  student: TanhNetwork;
  /** feedback around W1 (20 × 10): large and random, and made stable without leak */
  B1: DrawnFeedback;
  /** likewise around W2 (10 × 10) */
  B2: DrawnFeedback;
  /** the example to learn from at each iteration (N) */
  order: Int32Array;
}

/** A start, or why there is none. */
export type Initialisation =
  | { status: "initialised"; start: Start }
  | { status: "unstable"; reason: string };

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
export function initialiseNonlinearRegression(
  seed: number,
  settings: InitialiseSettings,
): Initialisation {
  const random = new NumpyRandom(seed);
  const teacher = drawTeacher(random, { sizes, bound: settings.teacherScale });
  const examples = settings.iterations;
  const data = answer(
    teacher,
    drawInputs(random, { inputs: sizes[0], examples }),
  );
  const student = drawStudent(random);
  const small = drawFeedback(random, student, bound);
  const large = drawFeedback(random, student, largeBound);
  const order = random.permutation(examples);

  const stable: Record<"B1" | "B2", Matrix> = { ...small };
  for (const [name, W] of [["B2", student.W2], ["B1", student.W1]] as const) {
    const { feedback, succeeded, steps, attempts } = descendAgain(
      loopSlope({ W, leak: 0 }, settings.optimisationSmoothing),
      small[name],
      { ...descentSettings(settings), attempts: settings.initialAttempts },
    );
    if (!succeeded) {
      return {
        status: "unstable",
        reason: `no stable ${name} in ${steps} steps of ${attempts} attempts`,
      };
    }
    stable[name] = feedback;
  }
  return {
    status: "initialised",
    start: {
      ...data,
      student,
      B1: { random: large.B1, optimised: stable.B1 },
      B2: { random: large.B2, optimised: stable.B2 },
      order,
    },
  };
}

function drawStudent(random: NumpyRandom): TanhNetwork {
  const { W: [W0, W1, W2], b: [b0, b1, b2] } = drawTeacher(random, {
    sizes,
    bound,
  });
  return { W0, b0, W1, b1, W2, b2 };
}

/** B1, B2, and a B that nobody uses. */
function drawFeedback(
  random: NumpyRandom,
  { W1, W2 }: TanhNetwork,
  bound: number,
): { B1: Matrix; B2: Matrix } {
  const draw = ({ rows, columns }: Shape) =>
    uniformMatrix(random, { rows: columns, columns: rows }, bound);
  const B1 = draw(W1), B2 = draw(W2);
  draw({ rows: W2.rows, columns: W1.columns });
  return { B1, B2 };
}
