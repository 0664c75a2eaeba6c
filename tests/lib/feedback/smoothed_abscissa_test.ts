import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  createSmoothedAbscissa,
  gramians,
} from "../../../lib/feedback/smoothed_abscissa.ts";
import { createEigenvalues } from "../../../lib/linalg/eigenvalues.ts";
import {
  copy,
  identity,
  type Matrix,
  matrix,
  shiftDiagonal,
  trace,
  transpose,
} from "../../../lib/linalg/matrix.ts";
import { product } from "../../../lib/linalg/product.ts";
import { matrices } from "../linalg/arbitrary.ts";
import { assertClose } from "../linalg/assert_close.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";

const n = 4;
const unit = matrices(n, n).map((A) => matrix(n, n, A.data.map((a) => a / 4)));
const smoothings = fc.constantFrom(0.5, 0.1, 0.01);

const abscissaOf = (M: Matrix) =>
  Math.max(...createEigenvalues(M.rows)(M).real);

Deno.test("createSmoothedAbscissa() finds where trace P is 1/ε", () => {
  fc.assert(fc.property(unit, smoothings, (M, ε) => {
    const { abscissa, smoothed } = createSmoothedAbscissa(n, ε)(M)!;
    assertEquals(abscissa, abscissaOf(M));
    assert(smoothed > abscissa);
    const { P } = gramians(shiftDiagonal(copy(M), -smoothed), 0.3)!;
    assertClose([trace(P) * ε], [1], 1e-8);
  }));
});

Deno.test("createSmoothedAbscissa() tells its derivatives", () => {
  fc.assert(
    fc.property(unit, smoothings, (M, ε) => {
      const step = 1e-5 * ε;
      const smoothedAbscissa = createSmoothedAbscissa(n, ε);
      const { gradient } = smoothedAbscissa(M)!;
      for (const k of [0, 1, 6, 15]) {
        const moved = (by: number) => {
          const near = copy(M);
          near.data[k] += by;
          return smoothedAbscissa(near)!.smoothed;
        };
        const slope = (moved(step) - moved(-step)) / (2 * step);
        assertClose([gradient.data[k]], [slope], 1e-3 * (1 + Math.abs(slope)));
      }
    }),
    { numRuns: 50 },
  );
});

Deno.test("createSmoothedAbscissa() of −I is n ε / 2 above it, in all directions alike", () => {
  const I = matrix(n, n, identity(n).data.map((one) => -one));
  const { abscissa, smoothed, gradient } = createSmoothedAbscissa(n, 0.01)(I)!;
  assertEquals(abscissa, -1);
  assertClose([smoothed], [-1 + n * 0.01 / 2], 1e-11);
  assertClose(gradient.data, identity(n).data.map((one) => one / n), 1e-12);
});

Deno.test("createSmoothedAbscissa() comes down to the spectral abscissa as ε does", () => {
  const M = matrixFromRows([[-1, 2], [0, -3]]);
  const heights = [1e-1, 1e-3, 1e-5].map((ε) =>
    createSmoothedAbscissa(2, ε)(M)!.smoothed + 1
  );
  assert(heights[0] > heights[1] && heights[1] > heights[2]);
  assertClose([heights[2]], [0], 2e-5);
});

Deno.test("createSmoothedAbscissa() finds the same from wherever it was last", () => {
  fc.assert(fc.property(unit, unit, smoothings, (M, other, ε) => {
    const fresh = createSmoothedAbscissa(n, ε)(M)!;
    const experienced = createSmoothedAbscissa(n, ε);
    experienced(other);
    assertClose([experienced(M)!.smoothed], [fresh.smoothed], 1e-9);
  }));
});

Deno.test("createSmoothedAbscissa() is null for a matrix that is not finite", () => {
  const M = matrix(2, 2, Float64Array.of(1, NaN, 0, 1));
  assertEquals(createSmoothedAbscissa(2, 0.1)(M), null);
});

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
