import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { floatTanh } from "../../../lib/kernels/tanh.ts";

/** f of each of these numbers. */
function each(f: typeof floatTanh, values: Iterable<number>): Float32Array {
  const source = Float32Array.from(values), target = new Float32Array(source);
  f(source, target);
  return target;
}

// more than the kernels are given at a time, and no multiple of four
const line = Float32Array.from(
  { length: 40_001 },
  (_, i) => (i - 20_000) / 1500,
);

Deno.test("floatTanh() is tanh to within 4e-7, and relatively so near 0", () => {
  each(floatTanh, line).forEach((y, i) =>
    assertAlmostEquals(y, Math.tanh(line[i]), 4e-7)
  );
  const small = Float32Array.of(1e-30, 1e-6, 0.01);
  each(floatTanh, small).forEach((y, i) =>
    assertAlmostEquals(y / Math.tanh(small[i]), 1, 3e-7)
  );
});

Deno.test("floatTanh() is odd", () => {
  const minus = each(floatTanh, line.map((x) => -x));
  assertEquals(minus.map((y) => -y), each(floatTanh, line));
});

Deno.test("floatTanh() never leaves [−1, 1], and is NaN of NaN", () => {
  assert(each(floatTanh, line).every((y) => Math.abs(y) <= 1));
  const [top, bottom, none] = each(floatTanh, [Infinity, -Infinity, NaN]);
  assertAlmostEquals(top, 1, 3e-7);
  assertAlmostEquals(bottom, -1, 3e-7);
  assertEquals(none, NaN);
});

Deno.test("floatTanh() may write over what it reads", () => {
  const values = line.slice();
  floatTanh(values, values);
  assertEquals(values, each(floatTanh, line));
});
