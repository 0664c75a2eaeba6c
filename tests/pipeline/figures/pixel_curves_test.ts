import { assert, assertEquals } from "@std/assert";
import { pixelCurves } from "../../../pipeline/figures/pixel_curves.ts";
import { wobble } from "./results.ts";
import { curve } from "./visible.ts";

const x = { type: "linear", domain: [0, 1000], range: [0, 500] } as const;
const y = { type: "log", domain: [1e-3, 1], range: [200, 0] } as const;
const noise = Array.from({ length: 1001 }, (_, k) => 10 ** (3 * wobble(k)));

Deno.test("pixelCurves() has no more points than asked, for lines and bands together", () => {
  const curves = [
    curve(noise),
    { ...curve(noise), banded: true, high: Float64Array.from(noise).fill(1) },
  ];
  for (const points of [2000, 500]) {
    const placed = pixelCurves(curves, { x, y, points });
    const all = placed.flatMap(({ line, band }) => [
      line.x.length,
      band?.x.length ?? 0,
    ]);
    const sum = all.reduce((sum, length) => sum + length);
    assert(sum <= points && sum > points / 20, `${sum}`);
    assertEquals(placed.map(({ band }) => band !== undefined), [false, true]);
  }
});

Deno.test("pixelCurves() cannot spare the ends of a line", () => {
  const [{ line }] = pixelCurves([curve(noise)], { x, y, points: 1 });
  assertEquals([line.x[0], line.x.at(-1)], [0, 500]);
});

Deno.test("pixelCurves() outlines a band there and back", () => {
  const banded = { ...curve([.1, .1]), banded: true };
  const [{ band }] = pixelCurves([banded], { x, y, points: 100 });
  assertEquals(band!.x, [0, .5, .5, 0]);
});

Deno.test("pixelCurves() puts sizes that are not above zero on the upper edge of an axis upside down", () => {
  const upsideDown = { ...y, range: [0, 200] } as const;
  const mean = Array.from({ length: 1001 }, (_, k) => k < 500 ? .1 : -.1);
  const [placed] = pixelCurves([curve(mean)], {
    x,
    y: upsideDown,
    points: 100,
  });
  assertEquals(placed.zeros, { x: [250], y: [0] });
  assert(placed.line.y.at(-1)! < 2);
  const [plain] = pixelCurves([curve(mean)], { x, y, points: 100 });
  assertEquals(plain.zeros.x, []);
  assert(plain.line.y.at(-1)! > 200);
});
