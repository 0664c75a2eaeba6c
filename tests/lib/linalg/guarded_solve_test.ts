import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { createGuardedSolve } from "../../../lib/linalg/guarded_solve.ts";
import {
  identity,
  matrixFromRows,
  shiftDiagonal,
} from "../../../lib/linalg/matrix.ts";
import { apply } from "../../../lib/linalg/product.ts";
import { matrices, vectors } from "./arbitrary.ts";
import { assertClose } from "./assert_close.ts";

const limit = { largestCondition: 1e6 };

Deno.test("createGuardedSolve() solves what is far from singular, whatever it saw before", () => {
  const solve = createGuardedSolve(4, limit);
  fc.assert(fc.property(matrices(4, 4), vectors(4), (A, x) => {
    shiftDiagonal(A, 40);
    const found = new Float64Array(4);
    assertEquals(solve(A, apply(A, x), found), true);
    assertClose(found, x, 1e-12);
  }));
});

Deno.test("createGuardedSolve() refuses what is near singular or not finite, and nothing else", () => {
  const solve = createGuardedSolve(2, limit);
  const tries = (a: number) =>
    solve(
      matrixFromRows([[1, 0], [0, a]]),
      Float64Array.of(1, 1),
      new Float64Array(2),
    );
  assertEquals(
    [1, 2e-6, 5e-7, 0, NaN, Infinity].map(tries),
    [true, true, false, false, false, false],
  );
});

Deno.test("createGuardedSolve() leaves the system as it was", () => {
  const A = matrixFromRows([[2, 1], [0, 4]]), b = Float64Array.of(4, 8);
  const x = new Float64Array(2);
  createGuardedSolve(2, limit)(A, b, x);
  assertEquals([...A.data, ...b], [2, 1, 0, 4, 4, 8]);
  assertClose(x, [1, 2], 1e-15);
});

Deno.test("createGuardedSolve() refuses shapes that do not fit", () => {
  const solve = createGuardedSolve(2, limit);
  const two = new Float64Array(2);
  assertThrows(
    () => solve(identity(3), two, two),
    RangeError,
    "solve a system",
  );
  assertThrows(
    () => solve(identity(2), new Float64Array(3), two),
    RangeError,
    "wanted 2 numbers, received 3",
  );
});
