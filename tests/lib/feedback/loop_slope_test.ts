import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { abscissaGradient } from "../../../lib/feedback/abscissa_gradient.ts";
import { descend } from "../../../lib/feedback/descend.ts";
import { uniformMatrix } from "../../../lib/feedback/initial.ts";
import { loopSlope } from "../../../lib/feedback/loop_slope.ts";
import { spectralAbscissa } from "../../../lib/feedback/stability.ts";
import { copy } from "../../../lib/linalg/matrix.ts";
import { NumpyRandom } from "../../../lib/random/numpy_random.ts";
import { assertClose } from "../linalg/assert_close.ts";
import { loops } from "./loops.ts";

Deno.test("loopSlope() with ε = 0 is the gradient of the leading eigenvalue", () => {
  fc.assert(fc.property(loops, (loop) => {
    assertEquals(loopSlope(loop, 0)(loop.B), abscissaGradient(loop));
  }));
});

Deno.test("loopSlope() with ε > 0 still tells the abscissa itself", () => {
  fc.assert(fc.property(loops, (loop) => {
    const { abscissa, gradient } = loopSlope(loop, 0.1)(loop.B);
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
      loopSlope({ W, leak }, ε),
      start,
      { rate: 0.1, minimumSteps: 1, maximumSteps: 2000, target: -0.01 },
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
  const { abscissa, gradient } = loopSlope({ W, leak: 0 }, 0.1)(B);
  assert(Number.isNaN(abscissa));
  assertEquals(gradient, null);
});
