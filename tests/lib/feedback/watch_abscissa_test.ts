import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { spectralAbscissa } from "../../../lib/feedback/stability.ts";
import { watchAbscissa } from "../../../lib/feedback/watch_abscissa.ts";
import { assertClose } from "../linalg/assert_close.ts";
import { loops } from "./loops.ts";

Deno.test("watchAbscissa() tells what spectralAbscissa() does", () => {
  fc.assert(
    fc.property(loops, (loop) => {
      // where two eigenvalues meet, both know them to the root of rounding only
      assertClose([watchAbscissa(loop)()], [spectralAbscissa(loop)], 2e-7);
    }),
    { numRuns: 300 },
  );
});

Deno.test("watchAbscissa() follows weights and feedback that change in place", () => {
  fc.assert(fc.property(loops, (loop) => {
    const abscissa = watchAbscissa(loop);
    const first = abscissa();
    loop.W.data.forEach((w, k) => loop.W.data[k] = w / 3);
    loop.B.data.forEach((b, k) => loop.B.data[k] = b - 1);
    assertEquals(abscissa(), watchAbscissa(loop)());
    loop.W.data.forEach((w, k) => loop.W.data[k] = w * 3);
    loop.B.data.forEach((b, k) => loop.B.data[k] = b + 1);
    assertClose([abscissa()], [first], 1e-6);
  }));
});

Deno.test("watchAbscissa() of a loop that is not finite is not a number", () => {
  fc.assert(fc.property(loops, (loop) => {
    const abscissa = watchAbscissa(loop);
    loop.W.data[0] = Infinity;
    assert(Number.isNaN(abscissa()));
  }));
});
