import { assertAlmostEquals, assertEquals } from "@std/assert";
import { centredError } from "../../../../lib/experiments/teacher_regression/centred_error.ts";
import { matrix, rowsOf } from "../../../../lib/linalg/matrix.ts";
import { linear, tanh } from "../../../../lib/network/transfer.ts";
import { uniformMatrix } from "../../../../lib/feedback/initial.ts";
import { NumpyRandom } from "../../../../lib/random/numpy_random.ts";
import { tanhNetworkError } from "../../kernels/plain.ts";

const random = new NumpyRandom(1000);
const draw = (rows: number, columns: number) =>
  uniformMatrix(random, { rows, columns }, 1);

const examples = 40;
const x = draw(examples, 5), y = draw(examples, 3);
const W0 = draw(4, 5), W1 = draw(2, 4), W2 = draw(3, 2);
const b0 = random.uniform(-1, 1, 4), b1 = random.uniform(-1, 1, 2);

const studentWith = (b2: Float64Array) => [
  { W: W0, b: b0, φ: tanh },
  { W: W1, b: b1, φ: tanh },
  { W: W2, b: b2, φ: linear },
];

/** Half the slope of the squared error to the biases of the output: Σ (y − y*), by central differences, which are exact. */
function sums(b2: Float64Array): Float64Array {
  const error = (b2: Float64Array) =>
    tanhNetworkError({ W0, b0, W1, b1, W2, b2 }, { x, target: y });
  const moved = (k: number, by: number) =>
    b2.map((b, i) => i === k ? b + by : b);
  return b2.map((_, k) => (error(moved(k, 1)) - error(moved(k, -1))) / 4);
}

Deno.test("centredError() is the squared error less that of the mean answer", () => {
  const b2 = random.uniform(-1, 1, 3);
  const whole = tanhNetworkError(
    { W0, b0, W1, b1, W2, b2 },
    { x, target: y },
  );
  const ofMean = sums(b2).reduce((sum, s) => sum + s * s / examples, 0);
  assertAlmostEquals(
    centredError(studentWith(b2), { x, y }),
    whole - ofMean,
    1e-12 * whole,
  );
});

Deno.test("centredError() does not depend on the biases of the output", () => {
  const [none, some] = [0, 3].map((b) =>
    centredError(studentWith(new Float64Array(3).fill(b)), { x, y })
  );
  assertAlmostEquals(some, none, 1e-12 * none);
});

Deno.test("centredError() of answers that are all alike is the spread of the targets", () => {
  const targets = matrix(2, 1, Float64Array.of(1, 5));
  const inputs = matrix(2, 1, Float64Array.of(-1, 1));
  const constant = [{ W: matrix(1, 1), b: Float64Array.of(9), φ: tanh }];
  assertEquals(centredError(constant, { x: inputs, y: targets }), 8);
});

Deno.test("centredError() of the teacher itself is zero", () => {
  const layer = { W: draw(3, 5), φ: linear };
  const answers = matrix(examples, 3);
  rowsOf(x).forEach((h, k) => {
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 5; j++) {
        answers.data[3 * k + i] += layer.W.data[5 * i + j] * h[j];
      }
    }
  });
  assertAlmostEquals(centredError([layer], { x, y: answers }), 0, 1e-25);
});
