import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { createDampedLeastSquares } from "../../../lib/linalg/damped_least_squares.ts";
import { apply, applyTransposed } from "../../../lib/linalg/product.ts";
import { pseudoinverse } from "../../../lib/linalg/solve.ts";
import { matrices, vectors } from "./arbitrary.ts";
import { assertClose } from "./assert_close.ts";
import { matrixFromRows } from "./matrix_from_rows.ts";

for (const [rows, columns] of [[3, 5], [4, 4], [5, 3]] as const) {
  const systems = fc.record({
    A: matrices(rows, columns),
    b: vectors(rows),
    γ: fc.constantFrom(1e-4, 1, 1e4),
  });
  Deno.test(`createDampedLeastSquares meets the normal equations, ${rows} × ${columns}`, () => {
    fc.assert(fc.property(systems, ({ A, b, γ }) => {
      const solve = createDampedLeastSquares(A, γ);
      const x = solve(A, b, new Float64Array(columns));
      // Aᵀ (b − A x) = γ x
      const rest = apply(A, x).map((y, i) => b[i] - y);
      const size = γ * Math.max(1, ...x.map(Math.abs));
      assertClose(
        applyTransposed(A, rest),
        x.map((x) => γ * x),
        1e-9 + 1e-12 * size,
      );
    }));
  });

  Deno.test(`createDampedLeastSquares without damping is A⁺ b, ${rows} × ${columns}`, () => {
    fc.assert(fc.property(systems, ({ A, b }) => {
      const solve = createDampedLeastSquares(A, 0);
      const x = solve(A, b, new Float64Array(columns));
      const wanted = apply(pseudoinverse(A), b);
      assertClose(x, wanted, 1e-9 * Math.max(1, ...wanted.map(Math.abs)));
    }));
  });
}

Deno.test("createDampedLeastSquares of one row is Aᵀ b / (A Aᵀ + γ)", () => {
  const A = matrixFromRows([[3, 4]]), b = Float64Array.of(10);
  const x = new Float64Array(2);
  assertClose(createDampedLeastSquares(A, 15)(A, b, x), [0.75, 1], 1e-15);
  assertClose(createDampedLeastSquares(A, 0)(A, b, x), [1.2, 1.6], 1e-15);
});

Deno.test("createDampedLeastSquares forgets what it solved before, and writes nothing else", () => {
  const A = matrixFromRows([[3, 4]]), other = matrixFromRows([[7, 1]]);
  const b = Float64Array.of(10), solve = createDampedLeastSquares(A, 15);
  const first = solve(A, b, new Float64Array(2));
  solve(other, Float64Array.of(-2), new Float64Array(2));
  assertEquals(solve(A, b, new Float64Array(2)), first);
  assertEquals([...A.data, ...b], [3, 4, 10]);
});

Deno.test("createDampedLeastSquares of what is not finite is not finite", () => {
  const A = matrixFromRows([[NaN, 4]]), x = new Float64Array(2);
  createDampedLeastSquares(A, 1)(A, Float64Array.of(1), x);
  assertEquals(x.some(Number.isFinite), false);
});
