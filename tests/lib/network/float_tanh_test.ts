import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { floatTanh } from "../../../lib/network/float_tanh.ts";

Deno.test("floatTanh() is tanh to within 3e-7, and relatively so near 0", () => {
  for (let x = -12; x <= 12; x += 0.001) {
    assertAlmostEquals(floatTanh(x), Math.tanh(x), 3e-7);
  }
  for (const x of [1e-30, 1e-6, 0.01]) {
    assertAlmostEquals(floatTanh(x) / Math.tanh(x), 1, 2e-7);
  }
});

Deno.test("floatTanh() is odd", () => {
  for (const x of [0, 0.3, 2, 7.95, 30, Infinity]) {
    assertEquals(floatTanh(-x), -floatTanh(x));
  }
});

Deno.test("floatTanh() never leaves [−1, 1], and is NaN of NaN", () => {
  for (let x = 0; x < 20; x += 0.0007) assert(floatTanh(x) <= 1);
  assertAlmostEquals(floatTanh(Infinity), 1, 3e-7);
  assertEquals(floatTanh(NaN), NaN);
});
