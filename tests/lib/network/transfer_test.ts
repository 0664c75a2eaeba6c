import { assertAlmostEquals, assertEquals } from "@std/assert";
import { linear, softmaxInto, tanh } from "../../../lib/network/transfer.ts";

const a = Float64Array.of(-2, 0, 0.3);

for (const { name, activate, slope } of [linear, tanh]) {
  Deno.test(`${name} has the slope of its finite differences`, () => {
    const step = 1e-6;
    const h = (by: number) =>
      activate(a.map((x) => x + by), new Float64Array(3));
    const above = h(step), below = h(-step);
    const found = slope(h(0), new Float64Array(3));
    found.forEach((s, i) =>
      assertAlmostEquals(s, (above[i] - below[i]) / (2 * step), 1e-9)
    );
  });

  Deno.test(`${name} may write over its input`, () => {
    const input = a.slice();
    assertEquals(activate(input, input), activate(a, new Float64Array(3)));
  });
}

Deno.test("tanh is the hyperbolic tangent", () => {
  assertEquals(tanh.activate(a, new Float64Array(3)), a.map(Math.tanh));
});

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
