import { assert, assertEquals } from "@std/assert";
import { thin } from "../../../pipeline/report/thin.ts";

Deno.test("thin() keeps a short series whole", () => {
  assertEquals(thin([3, 1, 2]), [0, 1, 2]);
  assertEquals(thin([]), []);
});

Deno.test("thin() keeps a few points of a long series, in order, ends and extremes among them", () => {
  const values = Float64Array.from(
    { length: 20_000 },
    (_, k) => Math.sin(k / 700),
  );
  values[777] = 9;
  values[12_345] = -9;
  const kept = thin(values);
  assert(kept.length <= 151, `${kept.length}`);
  assertEquals(kept, [...new Set(kept)].sort((a, b) => a - b));
  for (const k of [0, 777, 12_345, 19_999]) assert(kept.includes(k), `${k}`);
  // no long gap anywhere
  assert(kept.every((k, n) => n === 0 || k - kept[n - 1] <= 20_000 / 50));
});

Deno.test("thin() is not misled by what is not a number", () => {
  const values = new Float64Array(1000).fill(NaN);
  assertEquals(thin(values).at(-1), 999);
});
