import { assertAlmostEquals, assertEquals } from "@std/assert";
import { linear, tanh } from "../../../lib/network/transfer.ts";

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
