import { assertAlmostEquals, assertEquals } from "@std/assert";
import { softmaxInto } from "../../../lib/network/softmax.ts";

function softmax(...o: number[]): number[] {
  const y = Float64Array.from(o);
  softmaxInto(y);
  return [...y];
}

Deno.test("softmaxInto() gives exp(o) over the sum of all exp(o)", () => {
  const [a, b] = softmax(Math.log(3), Math.log(1));
  assertAlmostEquals(a, 0.75, 1e-15);
  assertAlmostEquals(b, 0.25, 1e-15);
});

Deno.test("softmaxInto() sums to 1 and does not change when all o move together", () => {
  const y = softmax(0.1, -2, 3, 0.5);
  assertAlmostEquals(y.reduce((sum, value) => sum + value), 1, 1e-15);
  softmax(8.1, 6, 11, 8.5).forEach((value, i) =>
    assertAlmostEquals(value, y[i], 1e-15)
  );
});

Deno.test("softmaxInto() does not overflow", () => {
  assertEquals(softmax(1e300, 0), [1, 0]);
  assertEquals(softmax(-1e300, -1e300), [0.5, 0.5]);
});

Deno.test("softmaxInto() makes every answer NaN where one is not finite and largest", () => {
  assertEquals(softmax(1, Infinity), [NaN, NaN]);
  assertEquals(softmax(1, NaN), [NaN, NaN]);
});
