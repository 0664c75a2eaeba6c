import { assertEquals } from "@std/assert";
import {
  answer,
  drawInputs,
  drawTeacher,
} from "../../../lib/datasets/teacher.ts";
import { uniformMatrix } from "../../../lib/feedback/initial.ts";
import { NumpyRandom } from "../../../lib/random/numpy_random.ts";
import { assertClose } from "../linalg/assert_close.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";
import golden from "../../golden/linear-regression.seed-0.json" with {
  type: "json",
};

Deno.test("answer() and drawInputs() give the published data set", () => {
  const random = new NumpyRandom(0);
  const T = uniformMatrix(random, { rows: 10, columns: 30 }, 1);
  const x = drawInputs(random, { inputs: 30, examples: 2000 });
  assertEquals(T, matrixFromRows(golden.initial.T));
  const { x: examples, y } = answer(
    { W: [T], b: [new Float64Array(10)] },
    x,
  );
  const first = golden.initial;
  assertEquals(
    [...examples.data.subarray(0, 90)],
    first.x_first_3_columns.flat(),
  );
  assertClose(
    y.data.subarray(0, 30),
    first.y_true_first_3_columns.flat(),
    1e-14,
  );
});

Deno.test("drawInputs() has an example in each column", () => {
  const x = drawInputs(new NumpyRandom(1), { inputs: 2, examples: 3 });
  assertEquals(x, { rows: 2, columns: 3, data: new NumpyRandom(1).normal(6) });
});

Deno.test("drawTeacher() draws all weights, then all biases", () => {
  const numbers = new NumpyRandom(2).uniform(-0.1, 0.1, 6 + 2 + 2 + 1);
  const { W, b } = drawTeacher(new NumpyRandom(2), {
    sizes: [3, 2, 1],
    bound: 0.1,
  });
  assertEquals(W.map(({ rows, columns }) => [rows, columns]), [[2, 3], [1, 2]]);
  assertEquals(
    [...W[0].data, ...W[1].data, ...b[0], ...b[1]],
    [...numbers],
  );
});

Deno.test("answer() is tanh in the hidden layers and linear at the output", () => {
  const teacher = {
    W: [matrixFromRows([[1, 2]]), matrixFromRows([[3], [-4]])],
    b: [Float64Array.of(0.5), Float64Array.of(0, 1)],
  };
  const { x, y } = answer(teacher, matrixFromRows([[0.1, 0], [0.2, 0]]));
  assertEquals(x, matrixFromRows([[0.1, 0.2], [0, 0]]));
  const h = [Math.tanh(0.1 + 2 * 0.2 + 0.5), Math.tanh(0.5)];
  assertEquals(
    y,
    matrixFromRows([[3 * h[0], -4 * h[0] + 1], [3 * h[1], -4 * h[1] + 1]]),
  );
});
