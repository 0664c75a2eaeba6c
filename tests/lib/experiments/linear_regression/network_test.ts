import { assertAlmostEquals, assertEquals } from "@std/assert";
import {
  answer,
  type Student,
  update,
} from "../../../../lib/experiments/linear_regression/network.ts";
import { copy } from "../../../../lib/linalg/matrix.ts";
import { norm } from "../../../../lib/linalg/norms.ts";
import { matrixFromRows } from "../../linalg/matrix_from_rows.ts";

function student(): Student {
  return {
    W0: matrixFromRows([[1, 2], [3, 4], [5, 6]]),
    W1: matrixFromRows([[1, -1, 2]]),
    x: new Float64Array(2),
    h: new Float64Array(3),
    y: new Float64Array(1),
  };
}

const x = Float64Array.of(1, -1);
const errors = { δ1: Float64Array.of(1, 0, -2), δ2: Float64Array.of(3) };

Deno.test("answer() is W1 W0 x", () => {
  // h = (−1, −1, −1)
  assertEquals(answer(student(), x), Float64Array.of(-2));
});

Deno.test("update() adds η δ1 xᵀ and η δ2 hᵀ", () => {
  const learner = student();
  answer(learner, x);
  update(learner, errors, { eta: 0.5, normalise: false });
  assertEquals(
    learner.W0,
    matrixFromRows([[1.5, 1.5], [3, 4], [4, 7]]),
  );
  assertEquals(learner.W1, matrixFromRows([[-0.5, -2.5, 0.5]]));
});

Deno.test("update() normalised moves each matrix by η in the Frobenius norm", () => {
  const learner = student();
  const before = [copy(learner.W0), copy(learner.W1)];
  answer(learner, x);
  update(learner, errors, { eta: 0.5, normalise: true });
  [learner.W0, learner.W1].forEach((W, l) => {
    const moved = W.data.map((w, k) => w - before[l].data[k]);
    assertAlmostEquals(norm(moved), 0.5, 1e-14);
  });
});

Deno.test("update() normalised leaves weights alone where the error is zero", () => {
  const learner = student();
  answer(learner, x);
  const δ1 = new Float64Array(3), δ2 = new Float64Array(1);
  update(learner, { δ1, δ2 }, { eta: 0.5, normalise: true });
  assertEquals([learner.W0, learner.W1], [student().W0, student().W1]);
});
