import { assertEquals, assertThrows } from "@std/assert";
import {
  initialFeedback,
  uniformMatrix,
} from "../../../lib/feedback/initial.ts";
import { product } from "../../../lib/linalg/product.ts";
import { NumpyRandom } from "../../../lib/random/numpy_random.ts";
import { assertClose } from "../linalg/assert_close.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";

const W = matrixFromRows([[1, -2, 0], [0.5, 3, -4]]);
const drawn = {
  random: matrixFromRows([[1, 2], [3, 4], [5, 6]]),
  optimised: matrixFromRows([[-1, -2], [-3, -4], [-5, -6]]),
};

Deno.test("initialFeedback() of kind transpose is the scaled transpose", () => {
  assertEquals(
    initialFeedback({ kind: "transpose", scale: -50 }, W, drawn),
    matrixFromRows([[-50, -25], [100, -150], [-0, 200]]),
  );
});

Deno.test("initialFeedback() of kind pseudoinverse inverts the weights from the right", () => {
  const B = initialFeedback({ kind: "pseudoinverse", scale: -2 }, W, drawn);
  assertClose(product(W, B).data, [-2, 0, 0, -2], 1e-14);
});

Deno.test("initialFeedback() of kind sign keeps only signs, and zeros", () => {
  const B = initialFeedback({ kind: "sign", scale: 0.1 }, W, drawn);
  assertEquals(B, matrixFromRows([[0.1, 0.1], [-0.1, 0.1], [0, -0.1]]));
});

for (const kind of ["random", "optimised"] as const) {
  Deno.test(`initialFeedback() of kind ${kind} is a copy of the one drawn`, () => {
    const B = initialFeedback({ kind }, W, drawn);
    assertEquals(B, drawn[kind]);
    B.data[0] = 99;
    assertEquals(Math.abs(drawn[kind].data[0]), 1);
  });
}

for (const kind of ["random", "optimised"] as const) {
  Deno.test(`initialFeedback() of kind ${kind} is multiplied by a scale, if it has one`, () => {
    const { data } = initialFeedback({ kind, scale: -2 }, W, drawn);
    assertEquals(data, drawn[kind].data.map((b) => -2 * b));
  });
}

Deno.test("initialFeedback() refuses a kind that the start has not", () => {
  const { random } = drawn;
  assertThrows(
    () => initialFeedback({ kind: "optimised" }, W, { random }),
    TypeError,
    "Cannot start with optimised feedback: the start has none",
  );
});

Deno.test("initialFeedback() of kind none is zero, in the shape of a transpose", () => {
  assertEquals(
    initialFeedback({ kind: "none" }, W, drawn),
    matrixFromRows([[0, 0], [0, 0], [0, 0]]),
  );
});

Deno.test("uniformMatrix() lays NumPy's numbers out row by row", () => {
  const numbers = new NumpyRandom(3).uniform(-0.5, 0.5, 6);
  const A = uniformMatrix(new NumpyRandom(3), { rows: 2, columns: 3 }, 0.5);
  assertEquals(A, { rows: 2, columns: 3, data: numbers });
});
