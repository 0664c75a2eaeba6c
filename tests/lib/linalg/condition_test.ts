import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { CompiledAlgebra } from "../../../lib/kernels/compiled_algebra.ts";
import { conditionNumber } from "../../../lib/linalg/condition.ts";
import {
  copy,
  identity,
  matrix,
  shiftDiagonal,
} from "../../../lib/linalg/matrix.ts";
import { inverse } from "../../../lib/linalg/solve.ts";
import golden from "../../golden/numpy_condition.json" with { type: "json" };
import { matrixFromRows } from "./matrix_from_rows.ts";

const algebra = new CompiledAlgebra();

Deno.test("conditionNumber() equals NumPy's cond(A, 1), also of a shifted matrix and by a known inverse", () => {
  for (const loop of golden.loops) {
    const A = matrixFromRows(loop.A), before = copy(A);
    const shifted = shiftDiagonal(copy(A), 0.3);
    for (
      const condition of [
        conditionNumber(algebra, { A }),
        conditionNumber(algebra, { A: shifted, shift: -0.3 }),
        conditionNumber(algebra, { A }, inverse(A)),
      ]
    ) {
      assertAlmostEquals(condition / loop.condition, 1, 1e-11);
    }
    assertEquals(A, before);
  }
});

Deno.test("conditionNumber() is 1 of the identity, and infinite of what is singular or not finite", () => {
  const of = (...rows: number[][]) =>
    conditionNumber(algebra, { A: matrixFromRows(rows) });
  assertEquals(conditionNumber(algebra, { A: identity(5) }), 1);
  assertEquals(of([1, 2], [1, 2]), Infinity);
  assertEquals(of([0, 0], [0, 0]), Infinity);
  assertEquals(of([1, 0], [0, NaN]), Infinity);
  assertEquals(of([1, 0], [0, Infinity]), Infinity);
  assertThrows(
    () => conditionNumber(algebra, { A: matrix(2, 3) }),
    RangeError,
    "Cannot solve a linear system: wanted shape (2, 2), received (2, 3)",
  );
});
