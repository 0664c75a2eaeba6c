import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { gramians } from "../../../lib/linalg/gramians.ts";
import {
  identity,
  type Matrix,
  matrix,
  shiftDiagonal,
  trace,
  transpose,
} from "../../../lib/linalg/matrix.ts";
import { product } from "../../../lib/linalg/product.ts";
import { matrices } from "./arbitrary.ts";
import { assertClose } from "./assert_close.ts";
import { matrixFromRows } from "./matrix_from_rows.ts";

/** A P + P Aᵀ + I. */
function residual(A: Matrix, P: Matrix): Float64Array {
  const AP = product(A, P), PAᵀ = product(P, transpose(A));
  const I = identity(A.rows);
  return AP.data.map((x, k) => x + PAᵀ.data[k] + I.data[k]);
}

for (const p of [0.5, 10]) {
  Deno.test(`gramians() solve both Lyapunov equations, with p = ${p}`, () => {
    fc.assert(fc.property(matrices(5, 5), (A) => {
      shiftDiagonal(A, -22); // all eigenvalues are left of zero
      const { P, Q } = gramians(A, p)!;
      const nothing = new Float64Array(25);
      assertClose(residual(A, P), nothing, 1e-13);
      assertClose(residual(transpose(A), Q), nothing, 1e-13);
    }));
  });
}

Deno.test("gramians() of one number a are −1 / 2a", () => {
  const { P, Q } = gramians(matrixFromRows([[-4]]), 1)!;
  assertClose([...P.data, ...Q.data], [0.125, 0.125], 1e-15);
});

Deno.test("gramians() reach eigenvalues a millionth from zero", () => {
  const A = matrixFromRows([[-1e-6, 1], [0, -1]]);
  const { P } = gramians(A, 1e-3)!;
  assert(trace(P) > 5e5);
  assertClose(residual(A, P), new Float64Array(4), 1e-9);
});

Deno.test("gramians() of an unstable matrix do not exist", () => {
  assertEquals(gramians(identity(3), 0.5), null);
});

Deno.test("gramians() of numbers that are not finite do not exist", () => {
  assertEquals(gramians(matrix(2, 2, new Float64Array(4).fill(NaN)), 1), null);
});
