import { assert, assertEquals } from "@std/assert";
import { verticalDomain } from "../../../pipeline/figures/domain.ts";
import type { VisibleCurve } from "../../../pipeline/figures/visible_curves.ts";

function curve(
  mean: number[],
  { width = 0, diverged = false } = {},
): VisibleCurve {
  const at = (shift: number) => Float64Array.from(mean, (m) => m + shift);
  return {
    model: "BP",
    x: Float64Array.from(mean, (_, k) => k),
    mean: at(0),
    low: at(-width),
    high: at(width),
    banded: width > 0,
    endings: diverged
      ? [{ model: "BP", seed: 0, status: "diverged", iteration: 1, reason: "" }]
      : [],
  };
}

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
