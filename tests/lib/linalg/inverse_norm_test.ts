import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { estimateNorm } from "../../../lib/linalg/inverse_norm.ts";
import { type Matrix, matrixFromRows } from "../../../lib/linalg/matrix.ts";
import { columnSumNorm } from "../../../lib/linalg/norms.ts";
import { apply, applyTransposed } from "../../../lib/linalg/product.ts";
import { matrices } from "./arbitrary.ts";

function estimate(C: Matrix): number {
  return estimateNorm({
    n: C.rows,
    apply: (x) => void x.set(apply(C, x.slice())),
    applyTransposed: (x) => void x.set(applyTransposed(C, x.slice())),
  });
}

Deno.test("estimateNorm() is never more than ‖C‖₁, and rarely less than a third", () => {
  let far = 0, all = 0;
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }).chain((n) => matrices(n, n)),
      (C) => {
        const exact = columnSumNorm(C), estimated = estimate(C);
        assert(estimated <= exact * (1 + 1e-12), `${estimated} > ${exact}`);
        all++;
        if (estimated < exact / 3) far++;
      },
    ),
  );
  assert(far < all / 50, `${far} of ${all}`);
});

Deno.test("estimateNorm() sees through signs that cancel", () => {
  // the first vector, all ones, tells nothing of this one
  const C = matrixFromRows([[1, -1, 0], [-1, 1, 0], [0, 0, 0]]);
  assertEquals(estimate(C), 2);
});

Deno.test("estimateNorm() is not a number where C is not", () => {
  for (const bad of [NaN, Infinity]) {
    const C = matrixFromRows([[1, 0], [bad, 1]]);
    assert(!(estimate(C) < 1e300));
  }
});
