import { assert, assertEquals } from "@std/assert";
import {
  horizontalDomain,
  verticalDomain,
} from "../../../pipeline/figures/domain.ts";
import { figure3a, figure3d } from "../../../pipeline/figures/figure_3.ts";
import type { VerticalAxis } from "../../../pipeline/figures/figure.ts";
import { curve } from "./visible.ts";

const linear = { label: "", scale: "linear" } as const;
const log = { label: "", scale: "log" } as const;

Deno.test("verticalDomain() of a log axis ends on whole decades, one at least", () => {
  assertEquals(verticalDomain(log, [curve([1, 3e-4])]), [1e-4, 1]);
  assertEquals(verticalDomain(log, [curve([1, 1])]), [.1, 1]);
});

Deno.test("verticalDomain() of a log axis adds a decade for bands that fill it, not for their tips", () => {
  const means = [1, 1e-10];
  const band = (factor: number) => ({
    ...curve(means),
    high: Float64Array.from(means, (mean) => mean * factor),
  });
  assertEquals(verticalDomain(log, [band(2)]), [1e-10, 1]);
  assertEquals(verticalDomain(log, [band(8)]), [1e-10, 10]);
  assertEquals(verticalDomain(log, [band(1e9)]), [1e-10, 100]);
});

Deno.test("verticalDomain() of a log axis takes no notice of zero", () => {
  assertEquals(verticalDomain(log, [curve([1, 1e-3, 0])]), [1e-3, 1]);
});

Deno.test("verticalDomain() holds all means with a margin", () => {
  const [low, high] = verticalDomain(linear, [curve([1, 2]), curve([5, 3])]);
  assert(low < 1 && low > .5 && high > 5 && high < 5.5);
});

Deno.test("verticalDomain() reaches at least, and goes no farther, than it is told", () => {
  const [low, high] = verticalDomain(
    { ...linear, atLeast: [0, 50], within: [0, 180] },
    [curve([20, 30], { width: 1000 })],
  );
  assert(low < 0 && low > -3);
  assert(high > 50 && high < 62);
});

Deno.test("verticalDomain() lets a wide band press the means together but little", () => {
  const [low, high] = verticalDomain(linear, [curve([0, 1], { width: 1e9 })]);
  assert(low > -.25 && high < 1.25);
});

Deno.test("verticalDomain() leaves out a model that diverged, unless all did", () => {
  const diverged = curve([1, 1e300], { diverged: true });
  const [, high] = verticalDomain(linear, [curve([1, 2]), diverged]);
  assert(high < 3);
  const [, alone] = verticalDomain(linear, [diverged]);
  assert(alone >= 1e300);
});

Deno.test("verticalDomain() is the published one while means and bands stay in it", () => {
  const axis: VerticalAxis = { ...linear, published: [-3, 55] };
  assertEquals(verticalDomain(axis, [curve([0, 54])]), [-3, 55]);
  assertEquals(verticalDomain(axis, [curve([20, 30], { width: 9 })]), [-3, 55]);
});

Deno.test("verticalDomain() is longer than the published one where a mean leaves it, on that side alone", () => {
  const axis: VerticalAxis = { ...linear, published: [-3, 55] };
  const [low, high] = verticalDomain(axis, [curve([0, 70])]);
  assertEquals(low, -3);
  assert(high > 70 && high < 75);
});

Deno.test("verticalDomain() of sizes of negative values need not end on decades", () => {
  const axis: VerticalAxis = { ...log, negative: true, atLeast: [1e-3, 1e-2] };
  const [low, high] = verticalDomain(axis, [curve([.02, 2e-3])]);
  assert(low < 1e-3 && low > 5e-4);
  assert(high > .02 && high < .04);
  assertEquals(verticalDomain(axis, [curve([.02, 2e-3, 0, -1])]), [low, high]);
});

Deno.test("horizontalDomain() begins as published, and ends with the data", () => {
  const of = (last: number) => [curve(Array<number>(last + 1).fill(1))];
  assertEquals(horizontalDomain(figure3d, of(500), 300), [-10, 500]);
  assertEquals(horizontalDomain(figure3d, of(100), 300), [-2, 100]);
  assertEquals(horizontalDomain(figure3a, of(1999), 300), [0, 2000]);
  assertEquals(horizontalDomain(figure3a, of(119), 300), [0, 119]);
});

Deno.test("horizontalDomain() ends on a round number hardly beyond the data, and begins where it is told", () => {
  const every1000 = { ...curve([1, 1]), x: Float64Array.of(0, 899000) };
  assertEquals(horizontalDomain(figure3a, [every1000], 374), [0, 900000]);
  const end = { ...figure3a, from: 600000 };
  assertEquals(horizontalDomain(end, [every1000], 374), [600000, 900000]);
  const every500 = { ...curve([1, 1]), x: Float64Array.of(0, 5500) };
  assertEquals(horizontalDomain(figure3a, [every500], 374), [0, 5500]);
});
