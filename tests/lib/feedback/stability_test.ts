import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { descend } from "../../../lib/feedback/stabilise.ts";
import { uniformMatrix } from "../../../lib/feedback/initial.ts";
import {
  loopMatrix,
  loopSlope,
  watchAbscissa,
} from "../../../lib/feedback/stability.ts";
import { squareRoot } from "../../../lib/linalg/complex.ts";
import { eigenpairs } from "../../../lib/linalg/eigenvectors.ts";
import {
  copy,
  identity,
  matrix,
  transpose,
} from "../../../lib/linalg/matrix.ts";
import { product } from "../../../lib/linalg/product.ts";
import { NumpyRandom } from "../../../lib/random/numpy_random.ts";
import { matrices } from "../linalg/arbitrary.ts";
import { assertClose } from "../linalg/assert_close.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";
import {
  asLoop,
  type LayerLoop,
  loops,
  spectralAbscissa,
  spectralAbscissaInFull,
} from "./loops.ts";

Deno.test("loopMatrix() is [−I B; W −αI]", () => {
  const W = matrixFromRows([[1, 2, 3], [4, 5, 6]]);
  const B = matrixFromRows([[7, 8], [9, 10], [11, 12]]);
  assertEquals(
    loopMatrix({ W: [W], B, leak: 0.5 }),
    matrixFromRows([
      [-1, 0, 0, 7, 8],
      [0, -1, 0, 9, 10],
      [0, 0, -1, 11, 12],
      [1, 2, 3, -0.5, 0],
      [4, 5, 6, 0, -0.5],
    ]),
  );
});

Deno.test("loopSlope()'s abscissa is the largest real part of all eigenvalues", () => {
  fc.assert(fc.property(loops, (loop) => {
    // two eigenvalues that meet are known to half the digits, so 1e-6
    assertAlmostEquals(
      spectralAbscissa(loop),
      spectralAbscissaInFull(asLoop(loop)),
      1e-6,
    );
  }));
});

Deno.test("loopSlope()'s abscissa of one unit each is the root of a quadratic", () => {
  const one = (x: number) => matrix(1, 1, Float64Array.of(x));
  const loop = { W: one(2), B: one(3), leak: 0 };
  assertAlmostEquals(spectralAbscissa(loop), 2, 1e-15); // λ (λ + 1) = 6
});

Deno.test("loopSlope()'s abscissa is negative for feedback −Wᵀ to fewer units", () => {
  fc.assert(fc.property(
    matrices(3, 5),
    fc.constantFrom(0.001, 0.01, 1),
    (W, leak) => assert(spectralAbscissa({ W, B: transpose(W, -1), leak }) < 0),
  ));
});

Deno.test("loopSlope()'s abscissa of an expanding layer is −α at best", () => {
  fc.assert(fc.property(
    matrices(5, 3),
    fc.constantFrom(0, 0.01, 0.1),
    (W, leak) => {
      const abscissa = spectralAbscissa({ W, B: transpose(W, -1), leak });
      assertAlmostEquals(abscissa, -leak, 1e-12);
    },
  ));
});

Deno.test("loopSlope()'s abscissa of a strong leak rests at −1 where units are left over", () => {
  const W = matrixFromRows([[0.1, 0.2]]);
  const loop = { W, B: transpose(W, -1), leak: 3 };
  assertEquals(spectralAbscissa(loop), -1);
  assertAlmostEquals(spectralAbscissaInFull(asLoop(loop)), -1, 1e-12);
});

Deno.test("loopMatrix() joins three layers to a circle", () => {
  assertEquals(
    loopMatrix({
      W: [matrixFromRows([[1, 2]]), matrixFromRows([[3], [4]])],
      B: matrixFromRows([[5, 6], [7, 8]]),
      leak: 0.5,
    }),
    matrixFromRows([
      [-1, 0, 0, 5, 6],
      [0, -1, 0, 7, 8],
      [1, 2, -1, 0, 0],
      [0, 0, 3, -0.5, 0],
      [0, 0, 4, 0, -0.5],
    ]),
  );
});

Deno.test("watchAbscissa() finds the abscissa of loopSlope()", () => {
  fc.assert(
    fc.property(loops, (loop) => {
      // where two eigenvalues meet, both know them to the root of rounding only
      assertClose(
        [watchAbscissa(asLoop(loop))()],
        [spectralAbscissa(loop)],
        2e-7,
      );
    }),
    { numRuns: 300 },
  );
});

Deno.test("watchAbscissa() follows weights and feedback that change in place", () => {
  fc.assert(fc.property(loops, (loop) => {
    const abscissa = watchAbscissa(asLoop(loop));
    const first = abscissa();
    loop.W.data.forEach((w, k) => loop.W.data[k] = w / 3);
    loop.B.data.forEach((b, k) => loop.B.data[k] = b - 1);
    assertEquals(abscissa(), watchAbscissa(asLoop(loop))());
    loop.W.data.forEach((w, k) => loop.W.data[k] = w * 3);
    loop.B.data.forEach((b, k) => loop.B.data[k] = b + 1);
    assertClose([abscissa()], [first], 1e-6);
  }));
});

Deno.test("watchAbscissa() of a loop that is not finite is not a number", () => {
  fc.assert(fc.property(loops, (loop) => {
    const abscissa = watchAbscissa(asLoop(loop));
    loop.W.data[0] = Infinity;
    assert(Number.isNaN(abscissa()));
  }));
});

Deno.test("loopSlope() with ε > 0 still finds the abscissa itself", () => {
  fc.assert(fc.property(loops, (loop) => {
    const { abscissa, gradient } = loopSlope(asLoop(loop), 0.1)(loop.B);
    assertClose([abscissa], [spectralAbscissa(loop)], 2e-7);
    assertEquals([gradient!.rows, gradient!.columns], [
      loop.B.rows,
      loop.B.columns,
    ]);
  }));
});

const random = new NumpyRandom(3);
const W = uniformMatrix(random, { rows: 5, columns: 8 }, 0.5);
const start = uniformMatrix(random, { rows: 8, columns: 5 }, 0.5);

for (const ε of [0, 0.01]) {
  Deno.test(`loopSlope() with ε = ${ε} leads down to a stable loop`, () => {
    const leak = 0.01;
    assert(spectralAbscissa({ W, B: start, leak }) > 0.1);
    const { feedback, succeeded, abscissa } = descend(
      loopSlope({ W: [W], leak }, ε),
      start,
      {
        optimisationRate: 0.1,
        optimisationMinimumSteps: 1,
        optimisationMaximumSteps: 2000,
        optimisationTarget: -0.01,
        optimisationSmoothing: ε,
        attempts: 1,
      },
    );
    assert(succeeded);
    assert(abscissa <= -0.01);
    assertClose(
      [spectralAbscissa({ W, B: feedback, leak })],
      [abscissa],
      1e-9,
    );
  });
}

Deno.test("loopSlope() with ε > 0 has no gradient for a loop that is not finite", () => {
  const B = copy(start);
  B.data[0] = NaN;
  const { abscissa, gradient } = loopSlope({ W: [W], leak: 0 }, 0.1)(B);
  assert(Number.isNaN(abscissa));
  assertEquals(gradient, null);
});

/** The abscissa of a loop and its gradient. */
const slopeAt = (loop: LayerLoop) => loopSlope(asLoop(loop), 0)(loop.B);

const step = 1e-6;

/** Change of the abscissa with one number of B, by central difference. */
function difference(loop: LayerLoop, index: number): number {
  const moved = (by: number) => {
    const B = copy(loop.B);
    B.data[index] += by;
    return spectralAbscissaInFull(asLoop({ ...loop, B }));
  };
  return (moved(step) - moved(-step)) / (2 * step);
}

/** The μ of the small matrix and the λ of larger real part that they make. */
function spectrumOf({ W, B, leak }: LayerLoop) {
  const small = W.rows <= W.columns ? product(W, B) : product(B, W);
  const { real, imaginary } = eigenpairs(small);
  const all = Array.from(real, (r, j) => {
    const root = squareRoot({
      real: (1 - leak) ** 2 + 4 * r,
      imaginary: 4 * imaginary[j],
    });
    return { real: r, imaginary: imaginary[j], λ: (root.real - 1 - leak) / 2 };
  });
  const leading = all.reduce((one, other) => other.λ > one.λ ? other : one);
  return { all, leading };
}

/** Whether the leading eigenvalue stands alone, so that a gradient exists. */
function isSmooth(loop: LayerLoop): boolean {
  const { all, leading } = spectrumOf(loop);
  const others = all.filter(({ real, imaginary }) =>
    real !== leading.real ||
    Math.abs(imaginary) !== Math.abs(leading.imaginary)
  );
  const { rows, columns } = loop.W;
  const rest = columns > rows ? -1 : -loop.leak;
  return (rows === columns || Math.abs(leading.λ - rest) > 0.01) &&
    others.every(({ real, imaginary, λ }) =>
      leading.λ - λ > 0.01 &&
      Math.hypot(real - leading.real, imaginary - leading.imaginary) > 0.3
    );
}

Deno.test("loopSlope() equals finite differences of the full spectrum", () => {
  let real = 0, complex = 0;
  fc.assert(
    fc.property(loops, (loop) => {
      fc.pre(isSmooth(loop));
      slopeAt(loop).gradient!.data.forEach((g, i) =>
        assertAlmostEquals(g, difference(loop, i), 1e-4)
      );
      spectrumOf(loop).leading.imaginary !== 0 ? complex++ : real++;
    }),
    { numRuns: 300 },
  );
  assert(real > 20 && complex > 20, `${real} real, ${complex} complex`);
});

Deno.test("loopSlope() of one unit each is W / (2λ + 1 + α)", () => {
  const one = (x: number) => matrix(1, 1, Float64Array.of(x));
  const loop = { W: one(2), B: one(3), leak: 0 };
  assertAlmostEquals(slopeAt(loop).gradient!.data[0], 2 / 5, 1e-15);
});

Deno.test("loopSlope() is zero where the abscissa cannot be moved", () => {
  const W = matrixFromRows([[1], [2]]); // expanding: −α stays
  const loop = { W, B: transpose(W, -1), leak: 0.01 };
  assertEquals(slopeAt(loop), {
    abscissa: -0.01,
    gradient: matrix(1, 2),
  });
});

Deno.test("loopSlope() is null for a loop that is not finite", () => {
  const loop = {
    W: identity(2),
    B: matrix(2, 2, new Float64Array(4).fill(NaN)),
    leak: 0,
  };
  assertEquals(slopeAt(loop), { abscissa: NaN, gradient: null });
});

Deno.test("loopSlope() is null where the two leading eigenvalues meet", () => {
  const loop = { W: identity(1), B: matrixFromRows([[-0.25]]), leak: 0 };
  // λ (λ + 1) = −1/4 has the double root −1/2, which moves as a square root
  assertEquals(slopeAt(loop), { abscissa: -0.5, gradient: null });
});
