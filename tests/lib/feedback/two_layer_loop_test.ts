import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  type Loop,
  loopMatrix,
  loopSlope,
  watchAbscissa,
} from "../../../lib/feedback/stability.ts";
import { eigenpairs } from "../../../lib/linalg/eigenvectors.ts";
import { copy } from "../../../lib/linalg/matrix.ts";
import { assertClose } from "../linalg/assert_close.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";
import { singleLoops, spectralAbscissaInFull } from "./loops.ts";

Deno.test("watchAbscissa() through two layers equals the abscissa of the full matrix", () => {
  fc.assert(
    fc.property(singleLoops, (loop) => {
      // where three eigenvalues meet, they are known to the cube root of rounding
      assertClose(
        [watchAbscissa(loop)()],
        [spectralAbscissaInFull(loop)],
        2e-5,
      );
    }),
    { numRuns: 300 },
  );
});

Deno.test("watchAbscissa() through two layers follows weights that change in place", () => {
  fc.assert(fc.property(singleLoops, (loop) => {
    const abscissa = watchAbscissa(loop);
    abscissa();
    const [, W2] = loop.W;
    W2.data.forEach((w, k) => W2.data[k] = w / 3);
    loop.B.data.forEach((b, k) => loop.B.data[k] = b - 1);
    assertEquals(abscissa(), watchAbscissa(loop)());
  }));
});

Deno.test("watchAbscissa() through two layers knows the gain from which three layers of one unit each ring", () => {
  const one = (x: number) => matrixFromRows([[x]]);
  // (λ + 1)² (λ + α) = −g has its pair on the axis at g = 2 (1 + α)²
  const critical = (leak: number) => 2 * (1 + leak) ** 2;
  for (const leak of [0, 0.01, 0.5]) {
    const loop = { W: [one(2), one(0.5)], leak };
    const abscissa = (gain: number) =>
      watchAbscissa({ ...loop, B: one(-gain) })();
    assertClose([abscissa(critical(leak))], [0], 1e-14);
    assert(abscissa(critical(leak) - 0.01) < 0);
    assert(abscissa(critical(leak) + 0.01) > 0);
  }
});

Deno.test("watchAbscissa() through two layers of a loop that is not finite is not a number", () => {
  const A = matrixFromRows([[1]]);
  const B = matrixFromRows([[NaN]]);
  assert(Number.isNaN(watchAbscissa({ W: [A, A], B, leak: 0 })()));
  const { abscissa, gradient } = loopSlope(
    { W: [A, A], leak: 0 },
    0,
  )(B);
  assert(Number.isNaN(abscissa));
  assertEquals(gradient, null);
});

const step = 1e-6;

/** Change of the abscissa with one number of B, by differences to either side. */
function differences(loop: Loop, index: number): [number, number] {
  const moved = (by: number) => {
    const B = copy(loop.B);
    B.data[index] += by;
    return watchAbscissa({ ...loop, B })();
  };
  const here = watchAbscissa(loop)();
  return [(moved(step) - here) / step, (here - moved(-step)) / step];
}

Deno.test("loopSlope() through two layers equals finite differences wherever these agree", () => {
  let real = 0, complex = 0;
  fc.assert(
    fc.property(singleLoops, (loop) => {
      const { abscissa, gradient } = loopSlope(loop, 0)(loop.B);
      assertEquals(abscissa, watchAbscissa(loop)());
      const sides = [...loop.B.data.keys()].map((k) => differences(loop, k));
      fc.pre(sides.every(([above, below]) => Math.abs(above - below) < 1e-4));
      fc.pre(sides.some(([above]) => above !== 0)); // all is zero at a double root
      sides.forEach(([above, below], k) =>
        assertClose([gradient!.data[k]], [(above + below) / 2], 2e-4)
      );
      const { real: λ, imaginary } = eigenpairs(loopMatrix(loop));
      const leading = λ.indexOf(Math.max(...λ));
      imaginary[leading] !== 0 ? complex++ : real++;
    }),
    { numRuns: 300 },
  );
  assert(real > 50 && complex > 50, `${real} real, ${complex} complex`);
});

Deno.test("loopSlope() through two layers smoothed keeps the abscissa and comes close to the plain gradient", () => {
  const loop = {
    W: [
      matrixFromRows([[0.5, -0.2, 0.3], [0.1, 0.4, -0.6]]),
      matrixFromRows([[0.7, 0.2], [-0.3, 0.9]]),
    ],
    B: matrixFromRows([[0.2, 0.5], [-0.4, 0.1], [0.3, -0.2]]),
    leak: 0.01,
  };
  const plain = loopSlope(loop, 0)(loop.B);
  const smoothed = loopSlope(loop, 1e-5)(loop.B);
  assertClose([smoothed.abscissa], [plain.abscissa], 1e-14);
  assertClose(smoothed.gradient!.data, plain.gradient!.data, 1e-3);
});
