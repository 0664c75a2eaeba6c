import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  type SingleLoop,
  singleLoopSlope,
  watchSingleLoop,
} from "../../../lib/feedback/single_loop.ts";
import { eigenpairs } from "../../../lib/linalg/decompositions.ts";
import { copy } from "../../../lib/linalg/matrix.ts";
import { assertClose } from "../linalg/assert_close.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";
import { singleLoopMatrix, singleLoops } from "./loops.ts";

function abscissaInFull(loop: SingleLoop): number {
  return Math.max(...eigenpairs(singleLoopMatrix(loop)).real);
}

Deno.test("watchSingleLoop() equals the abscissa of the full matrix", () => {
  fc.assert(
    fc.property(singleLoops, (loop) => {
      // where three eigenvalues meet, they are known to the cube root of rounding
      assertClose([watchSingleLoop(loop)()], [abscissaInFull(loop)], 2e-5);
    }),
    { numRuns: 300 },
  );
});

Deno.test("watchSingleLoop() follows weights that change in place", () => {
  fc.assert(fc.property(singleLoops, (loop) => {
    const abscissa = watchSingleLoop(loop);
    abscissa();
    loop.W2.data.forEach((w, k) => loop.W2.data[k] = w / 3);
    loop.B.data.forEach((b, k) => loop.B.data[k] = b - 1);
    assertEquals(abscissa(), watchSingleLoop(loop)());
  }));
});

Deno.test("watchSingleLoop() knows the gain from which three layers of one unit each ring", () => {
  const one = (x: number) => matrixFromRows([[x]]);
  // (λ + 1)² (λ + α) = −g has its pair on the axis at g = 2 (1 + α)²
  const critical = (leak: number) => 2 * (1 + leak) ** 2;
  for (const leak of [0, 0.01, 0.5]) {
    const loop = { W1: one(2), W2: one(0.5), leak };
    const abscissa = (gain: number) =>
      watchSingleLoop({ ...loop, B: one(-gain) })();
    assertClose([abscissa(critical(leak))], [0], 1e-14);
    assert(abscissa(critical(leak) - 0.01) < 0);
    assert(abscissa(critical(leak) + 0.01) > 0);
  }
});

Deno.test("watchSingleLoop() of a loop that is not finite is not a number", () => {
  const A = matrixFromRows([[1]]);
  const B = matrixFromRows([[NaN]]);
  assert(Number.isNaN(watchSingleLoop({ W1: A, W2: A, B, leak: 0 })()));
  const { abscissa, gradient } = singleLoopSlope(
    { W1: A, W2: A, leak: 0 },
    0,
  )(B);
  assert(Number.isNaN(abscissa));
  assertEquals(gradient, null);
});

const step = 1e-6;

/** Change of the abscissa with one number of B, by differences to either side. */
function differences(loop: SingleLoop, index: number): [number, number] {
  const moved = (by: number) => {
    const B = copy(loop.B);
    B.data[index] += by;
    return watchSingleLoop({ ...loop, B })();
  };
  const here = watchSingleLoop(loop)();
  return [(moved(step) - here) / step, (here - moved(-step)) / step];
}

Deno.test("singleLoopSlope() equals finite differences wherever these agree", () => {
  let real = 0, complex = 0;
  fc.assert(
    fc.property(singleLoops, (loop) => {
      const { abscissa, gradient } = singleLoopSlope(loop, 0)(loop.B);
      assertEquals(abscissa, watchSingleLoop(loop)());
      const sides = [...loop.B.data.keys()].map((k) => differences(loop, k));
      fc.pre(sides.every(([above, below]) => Math.abs(above - below) < 1e-4));
      fc.pre(sides.some(([above]) => above !== 0)); // all is zero at a double root
      sides.forEach(([above, below], k) =>
        assertClose([gradient!.data[k]], [(above + below) / 2], 2e-4)
      );
      const { real: λ, imaginary } = eigenpairs(singleLoopMatrix(loop));
      const leading = λ.indexOf(Math.max(...λ));
      imaginary[leading] !== 0 ? complex++ : real++;
    }),
    { numRuns: 300 },
  );
  assert(real > 50 && complex > 50, `${real} real, ${complex} complex`);
});

Deno.test("singleLoopSlope() smoothed keeps the abscissa and comes close to the plain gradient", () => {
  const loop = {
    W1: matrixFromRows([[0.5, -0.2, 0.3], [0.1, 0.4, -0.6]]),
    W2: matrixFromRows([[0.7, 0.2], [-0.3, 0.9]]),
    B: matrixFromRows([[0.2, 0.5], [-0.4, 0.1], [0.3, -0.2]]),
    leak: 0.01,
  };
  const plain = singleLoopSlope(loop, 0)(loop.B);
  const smoothed = singleLoopSlope(loop, 1e-5)(loop.B);
  assertClose([smoothed.abscissa], [plain.abscissa], 1e-14);
  assertClose(smoothed.gradient!.data, plain.gradient!.data, 1e-3);
});
