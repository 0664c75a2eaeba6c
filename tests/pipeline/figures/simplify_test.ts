import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { simplify } from "../../../pipeline/figures/simplify.ts";

const increasing = (steps: number[]) => {
  let sum = 0;
  return steps.map((step) => sum += step);
};

Deno.test("simplify() keeps the ends alone of a straight line", () => {
  const x = Array.from({ length: 1000 }, (_, k) => k / 3);
  assertEquals(simplify(x, x.map((x) => 2 * x + 1)), [0, 999]);
});

Deno.test("simplify() keeps a spike between two pixels", () => {
  const x = Array.from({ length: 1000 }, (_, k) => k / 50);
  const y = x.map((_, k) => k === 523 ? 100 : k === 524 ? -40 : 0);
  const kept = simplify(x, y);
  assert(kept.includes(523) && kept.includes(524));
  assert(kept.length < 10);
});

Deno.test("simplify() moves no extreme of a pixel by more than its tolerance", () => {
  const points = fc.array(
    fc.tuple(
      fc.double({ min: 0, max: .4, noNaN: true }),
      fc.integer({ min: 0, max: 50 }),
    ),
    { minLength: 2, maxLength: 200 },
  );
  fc.assert(fc.property(points, (points) => {
    const x = increasing(points.map(([step]) => step));
    const y = points.map(([, y]) => y);
    const kept = simplify(x, y, { tolerance: .25 });
    assertEquals(kept[0], 0);
    assertEquals(kept.at(-1), x.length - 1);
    const least = Math.min(...kept.map((k) => y[k]));
    const greatest = Math.max(...kept.map((k) => y[k]));
    assert(least <= Math.min(...y) + .25);
    assert(greatest >= Math.max(...y) - .25);
  }));
});

Deno.test("simplify() of noise keeps at most four points a pixel", () => {
  const x = Array.from({ length: 40_000 }, (_, k) => k / 100);
  const y = x.map((_, k) => 100 * Math.sin(k * k));
  assert(simplify(x, y).length <= 4 * 400);
});

Deno.test("simplify() of nothing is nothing, of one point that point", () => {
  assertEquals(simplify([], []), []);
  assertEquals(simplify([3], [4]), [0]);
});
