import { assertEquals } from "@std/assert";
import {
  answer,
  studentOf,
  update,
} from "../../../../lib/experiments/nonlinear_regression/network.ts";
import { assertClose } from "../../linalg/assert_close.ts";
import { matrixFromRows } from "../../linalg/matrix_from_rows.ts";

const given = () => ({
  W0: matrixFromRows([[1, 2], [3, 4]]),
  b0: Float64Array.of(0.5, -1),
  W1: matrixFromRows([[0.5, 0.25]]),
  b1: Float64Array.of(0.1),
  W2: matrixFromRows([[2], [-3]]),
  b2: Float64Array.of(1, 2),
});
const x = Float64Array.of(0.1, 0.2);

Deno.test("answer() is W2 tanh(W1 tanh(W0 x + b0) + b1) + b2, and remembered", () => {
  const student = studentOf(given());
  const h1 = [Math.tanh(1), Math.tanh(0.1)];
  const h2 = Math.tanh(0.5 * h1[0] + 0.25 * h1[1] + 0.1);
  const y = answer(student, x);
  assertClose(y, [2 * h2 + 1, -3 * h2 + 2], 1e-15);
  assertClose(student.h1, h1, 1e-15);
  assertClose(student.h2, [h2], 1e-15);
  assertEquals([student.x, student.y], [x, y]);
});

Deno.test("update() adds η δ hᵀ to the weights and η δ to the biases", () => {
  const student = studentOf(given());
  student.x = x;
  student.h1.set([3, 5]);
  student.h2.set([7]);
  update(student, {
    δ1: Float64Array.of(1, 2),
    δ2: Float64Array.of(4),
    δ3: Float64Array.of(-1, 8),
  }, 0.5);
  const { W0, b0, W1, b1, W2, b2 } = student;
  assertClose(W0.data, [1.05, 2.1, 3.1, 4.2], 1e-15);
  assertEquals(b0, Float64Array.of(1, 0));
  assertEquals(W1, matrixFromRows([[6.5, 10.25]]));
  assertEquals(b1, Float64Array.of(2.1));
  assertEquals(W2, matrixFromRows([[-1.5], [25]]));
  assertEquals(b2, Float64Array.of(0.5, 6));
});

Deno.test("studentOf() copies the weights and biases it is given", () => {
  const network = given();
  const student = studentOf(network);
  for (const name of ["W0", "W1", "W2"] as const) student[name].data.fill(0);
  for (const name of ["b0", "b1", "b2"] as const) student[name].fill(0);
  assertEquals(network, given());
});
