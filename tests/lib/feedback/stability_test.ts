import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  loopEigenvalue,
  loopMatrix,
  spectralAbscissa,
  spectralAbscissaInFull,
} from "../../../lib/feedback/stability.ts";
import {
  matrix,
  matrixFromRows,
  transpose,
} from "../../../lib/linalg/matrix.ts";
import { matrices } from "../linalg/arbitrary.ts";
import { loops } from "./loops.ts";

Deno.test("loopMatrix() is [−I B; W −αI]", () => {
  const W = matrixFromRows([[1, 2, 3], [4, 5, 6]]);
  const B = matrixFromRows([[7, 8], [9, 10], [11, 12]]);
  assertEquals(
    loopMatrix({ W, B, leak: 0.5 }),
    matrixFromRows([
      [-1, 0, 0, 7, 8],
      [0, -1, 0, 9, 10],
      [0, 0, -1, 11, 12],
      [1, 2, 3, -0.5, 0],
      [4, 5, 6, 0, -0.5],
    ]),
  );
});

Deno.test("spectralAbscissa() is the largest real part of all eigenvalues", () => {
  fc.assert(fc.property(loops, (loop) => {
    // two eigenvalues that meet are known to half the digits, so 1e-6
    assertAlmostEquals(
      spectralAbscissa(loop),
      spectralAbscissaInFull(loop),
      1e-6,
    );
  }));
});

Deno.test("spectralAbscissa() of one unit each is the root of a quadratic", () => {
  const one = (x: number) => matrix(1, 1, Float64Array.of(x));
  const loop = { W: one(2), B: one(3), leak: 0 };
  assertAlmostEquals(spectralAbscissa(loop), 2, 1e-15); // λ (λ + 1) = 6
});

Deno.test("spectralAbscissa() is negative for feedback −Wᵀ to fewer units", () => {
  fc.assert(fc.property(
    matrices(3, 5),
    fc.constantFrom(0.001, 0.01, 1),
    (W, leak) => assert(spectralAbscissa({ W, B: transpose(W, -1), leak }) < 0),
  ));
});

Deno.test("spectralAbscissa() of an expanding layer is −α at best", () => {
  fc.assert(fc.property(
    matrices(5, 3),
    fc.constantFrom(0, 0.01, 0.1),
    (W, leak) => {
      const abscissa = spectralAbscissa({ W, B: transpose(W, -1), leak });
      assertAlmostEquals(abscissa, -leak, 1e-12);
    },
  ));
});

Deno.test("spectralAbscissa() of a strong leak rests at −1 where units are left over", () => {
  const W = matrixFromRows([[0.1, 0.2]]);
  const loop = { W, B: transpose(W, -1), leak: 3 };
  assertEquals(spectralAbscissa(loop), -1);
  assertAlmostEquals(spectralAbscissaInFull(loop), -1, 1e-12);
});

Deno.test("spectralAbscissa() is not a number for a loop that is not finite", () => {
  const W = matrixFromRows([[Infinity, 1]]);
  const loop = { W, B: transpose(W, -1), leak: 0 };
  assert(Number.isNaN(spectralAbscissa(loop)));
});

Deno.test("loopEigenvalue() solves (λ + 1)(λ + α) = μ", () => {
  const μ = { real: -2, imaginary: 0.7 }, α = 0.1;
  const { real: a, imaginary: b } = loopEigenvalue(μ, α);
  assertAlmostEquals((a + 1) * (a + α) - b * b, μ.real, 1e-14);
  assertAlmostEquals(b * (2 * a + 1 + α), μ.imaginary, 1e-14);
});
