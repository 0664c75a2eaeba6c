import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import {
  floatTanh,
  multiplyByTanhSlope,
} from "../../../lib/kernels/float_tanh.ts";
import { exactMadd } from "./exact_madd.ts";

/** The tanh of each of these numbers. */
function each(values: Iterable<number>): Float32Array {
  const numbers = Float32Array.from(values);
  floatTanh(numbers);
  return numbers;
}

// more than the kernels are given at a time, and no multiple of four
const line = Float32Array.from(
  { length: 40_001 },
  (_, i) => (i - 20_000) / 1500,
);

Deno.test("floatTanh() is tanh to within 4e-7, and relatively so near 0", () => {
  each(line).forEach((y, i) => assertAlmostEquals(y, Math.tanh(line[i]), 4e-7));
  const small = Float32Array.of(1e-30, 1e-6, 0.01);
  each(small).forEach((y, i) =>
    assertAlmostEquals(y / Math.tanh(small[i]), 1, 3e-7)
  );
});

Deno.test("floatTanh() is odd", () => {
  const minus = each(line.map((x) => -x));
  assertEquals(minus.map((y) => -y), each(line));
});

Deno.test("floatTanh() never leaves [−1, 1], and is NaN of NaN", () => {
  assert(each(line).every((y) => Math.abs(y) <= 1));
  const [top, bottom, none] = each([Infinity, -Infinity, NaN]);
  assertAlmostEquals(top, 1, 3e-7);
  assertAlmostEquals(bottom, -1, 3e-7);
  assertEquals(none, NaN);
});

Deno.test("multiplyByTanhSlope() is e (1 − h²), rounded twice", () => {
  const h = each(line), e = line.map((x) => Math.sin(x) / 100);
  const wanted = e.map((e, i) => e * exactMadd(1, -h[i], h[i]));
  multiplyByTanhSlope(e, h);
  assertEquals(e, wanted);
  assertThrows(
    () => multiplyByTanhSlope(new Float32Array(3), new Float32Array(2)),
    RangeError,
    "Cannot multiply by slopes: wanted 3 numbers, received 2",
  );
});
