import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { abscissaGradient } from "../../../lib/feedback/abscissa_gradient.ts";
import {
  dominant,
  type Loop,
  loopEigenvalue,
  remainingEigenvalue,
  smallLoop,
  spectralAbscissa,
  spectralAbscissaInFull,
} from "../../../lib/feedback/stability.ts";
import { eigenpairs } from "../../../lib/linalg/decompositions.ts";
import {
  copy,
  identity,
  matrix,
  matrixFromRows,
  transpose,
} from "../../../lib/linalg/matrix.ts";
import { loops } from "./loops.ts";

const step = 1e-6;

/** Change of the abscissa with one number of B, by central difference. */
function difference(loop: Loop, index: number): number {
  const moved = (by: number) => {
    const B = copy(loop.B);
    B.data[index] += by;
    return spectralAbscissaInFull({ ...loop, B });
  };
  return (moved(step) - moved(-step)) / (2 * step);
}

/** Whether the leading eigenvalue stands alone, so that a gradient exists. */
function isSmooth(loop: Loop): boolean {
  const { real, imaginary } = eigenpairs(smallLoop(loop));
  const all = Array.from(
    real,
    (r, j) => ({ real: r, imaginary: imaginary[j] }),
  );
  const k = dominant({ real, imaginary }, loop.leak);
  const leading = loopEigenvalue(all[k], loop.leak).real;
  const others = all.filter(({ real, imaginary }) =>
    real !== all[k].real || Math.abs(imaginary) !== Math.abs(all[k].imaginary)
  );
  return Math.abs(leading - remainingEigenvalue(loop)) > 0.01 &&
    others.every((μ) =>
      leading - loopEigenvalue(μ, loop.leak).real > 0.01 &&
      Math.hypot(μ.real - all[k].real, μ.imaginary - all[k].imaginary) > 0.3
    );
}

Deno.test("abscissaGradient() equals finite differences of the full spectrum", () => {
  let real = 0, complex = 0;
  fc.assert(
    fc.property(loops, (loop) => {
      fc.pre(isSmooth(loop));
      abscissaGradient(loop).gradient!.data.forEach((g, i) =>
        assertAlmostEquals(g, difference(loop, i), 1e-4)
      );
      const { real: r, imaginary: c } = eigenpairs(smallLoop(loop));
      c[dominant({ real: r, imaginary: c }, loop.leak)] ? complex++ : real++;
    }),
    { numRuns: 300 },
  );
  assert(real > 20 && complex > 20, `${real} real, ${complex} complex`);
});

Deno.test("abscissaGradient() finds the same abscissa as spectralAbscissa()", () => {
  fc.assert(fc.property(loops, (loop) => {
    assertEquals(abscissaGradient(loop).abscissa, spectralAbscissa(loop));
  }));
});

Deno.test("abscissaGradient() of one unit each is W / (2λ + 1 + α)", () => {
  const one = (x: number) => matrix(1, 1, Float64Array.of(x));
  const loop = { W: one(2), B: one(3), leak: 0 };
  assertAlmostEquals(abscissaGradient(loop).gradient!.data[0], 2 / 5, 1e-15);
});

Deno.test("abscissaGradient() is zero where the abscissa cannot be moved", () => {
  const W = matrixFromRows([[1], [2]]); // expanding: −α stays
  const loop = { W, B: transpose(W, -1), leak: 0.01 };
  assertEquals(abscissaGradient(loop), {
    abscissa: -0.01,
    gradient: matrix(1, 2),
  });
});

Deno.test("abscissaGradient() is null for a loop that is not finite", () => {
  const loop = {
    W: identity(2),
    B: matrix(2, 2, new Float64Array(4).fill(NaN)),
    leak: 0,
  };
  assertEquals(abscissaGradient(loop), { abscissa: NaN, gradient: null });
});

Deno.test("abscissaGradient() is null where the two leading eigenvalues meet", () => {
  const loop = { W: identity(1), B: matrixFromRows([[-0.25]]), leak: 0 };
  // λ (λ + 1) = −1/4 has the double root −1/2, which moves as a square root
  assertEquals(abscissaGradient(loop), { abscissa: -0.5, gradient: null });
});
