import { assertAlmostEquals } from "@std/assert";
import fc from "fast-check";
import { createWholeSetError } from "../../../../lib/experiments/linear_regression/train.ts";
import {
  type Matrix,
  matrix,
  transpose,
} from "../../../../lib/linalg/matrix.ts";
import { norm } from "../../../../lib/linalg/norms.ts";
import { product } from "../../../../lib/linalg/product.ts";
import { matrices } from "../../linalg/arbitrary.ts";
import { goldenRuns } from "./golden.ts";
import { startOf } from "./starts.ts";

/** Σ ‖T x − W1 W0 x‖², example by example. */
function plainError(T: Matrix, x: Matrix, [W0, W1]: [Matrix, Matrix]): number {
  const target = product(T, x).data;
  const answer = product(W1, product(W0, x)).data;
  return norm(target.map((t, k) => t - answer[k])) ** 2;
}

Deno.test("createWholeSetError() is the sum of squares over all examples", () => {
  fc.assert(fc.property(
    matrices(2, 4),
    matrices(4, 7),
    matrices(3, 4),
    matrices(2, 3),
    (T, x, W0, W1) => {
      const wanted = plainError(T, x, [W0, W1]);
      const found = createWholeSetError(T, { x, xᵀ: transpose(x) })(W0, W1);
      assertAlmostEquals(found, wanted, 1e-12 * Math.max(1, wanted));
    },
  ));
});

Deno.test("createWholeSetError() keeps its digits where little error is left", () => {
  const { T, x } = startOf(goldenRuns["linear-regression, seed 0"]);
  // W1 W0 = (1 + 1e-7) T
  const I = matrix(10, 10);
  for (let i = 0; i < 10; i++) I.data[11 * i] = 1 + 1e-7;
  const first = plainError(T, x, [matrix(10, 30), I]);
  const found = createWholeSetError(T, { x, xᵀ: transpose(x) })(T, I);
  assertAlmostEquals(found / first, 1e-14, 1e-22);
});
