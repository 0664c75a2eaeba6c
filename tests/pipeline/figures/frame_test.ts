import { assert, assertEquals } from "@std/assert";
import {
  drawComposite,
  placeLayout,
} from "../../../pipeline/figures/draw_composite.ts";
import type { VerticalAxis } from "../../../pipeline/figures/figure.ts";
import { figure3a, figure3d } from "../../../pipeline/figures/figure_3.ts";
import { figure4 } from "../../../pipeline/figures/figure_4.ts";
import {
  examplesUnit,
  horizontalDomain,
  horizontalText,
  horizontalTicks,
  horizontalUnit,
  numberText,
  verticalDomain,
  verticalText,
  verticalTicks,
  withRoomFor,
} from "../../../pipeline/figures/frame.ts";
import { elementsOf } from "../../support/well_formed.ts";
import { resultsOf, run } from "./results.ts";
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

Deno.test("a close log axis ends near its curves, and counts 1, 2, 5, 10", () => {
  const axis: VerticalAxis = { ...log, close: true, within: [0, 100] };
  const domain = verticalDomain(axis, [curve([99, 2.2])]);
  assert(domain[0] > 1.7 && domain[0] < 2, `${domain[0]}`);
  assertEquals(domain[1], 100);
  const marks = verticalTicks(axis, domain);
  assertEquals(marks, [2, 5, 10, 20, 50, 100]);
  assertEquals(marks.map((mark) => verticalText(axis, mark))[4], "50");
  assertEquals(verticalTicks(axis, [2.1, 4.2]), [2.5, 3, 3.5, 4]);
});

Deno.test("verticalDomain() of a log axis takes no notice of zero", () => {
  assertEquals(verticalDomain(log, [curve([1, 1e-3, 0])]), [1e-3, 1]);
});

Deno.test("verticalDomain() holds all means with a margin", () => {
  const [low, high] = verticalDomain(linear, [curve([1, 2]), curve([5, 3])]);
  assert(low < 1 && low > .5 && high > 5 && high < 5.5);
});

Deno.test("verticalDomain() reaches at least, and goes no farther, than its axis says", () => {
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

Deno.test("verticalDomain() holds single seeds as it does bands", () => {
  const mean = curve([0, 1]);
  const seeds = [{ seed: 0, x: mean.x, value: Float64Array.of(0, 1.1) }];
  const [, high] = verticalDomain(linear, [{ ...mean, seeds }]);
  assert(high > 1.1 && high < 1.25, `${high}`);
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

Deno.test("horizontalDomain() reaches at least as far as it is asked to", () => {
  const curves = [curve([1, 2, 3])];
  const end = (until?: number) =>
    horizontalDomain(figure3a, curves, 100, until)[1];
  assertEquals([end(), end(1), end(7)], [2, 2, 7]);
});

Deno.test("horizontalDomain() ends on a round number hardly beyond the data, and begins where its panel does", () => {
  const every1000 = { ...curve([1, 1]), x: Float64Array.of(0, 899000) };
  assertEquals(horizontalDomain(figure3a, [every1000], 374), [0, 900000]);
  const end = { ...figure3a, from: 600000 };
  assertEquals(horizontalDomain(end, [every1000], 374), [600000, 900000]);
  const every500 = { ...curve([1, 1]), x: Float64Array.of(0, 5500) };
  assertEquals(horizontalDomain(figure3a, [every500], 374), [0, 5500]);
});

Deno.test("verticalTicks() of a log axis are at most eight whole decades", () => {
  const axis = { label: "", scale: "log" } as const;
  assertEquals(verticalTicks(axis, [1e-3, 1]), [1e-3, 1e-2, 1e-1, 1]);
  assertEquals(
    verticalTicks(axis, [1e-15, 1]),
    [1e-15, 1e-12, 1e-9, 1e-6, 1e-3, 1],
  );
});

Deno.test("verticalTicks() of a log axis are as few as there is room for", () => {
  const axis = { label: "", scale: "log" } as const;
  assertEquals(verticalTicks(axis, [1e-15, 1], 3), [1e-8, 1]);
  assertEquals(verticalTicks(axis, [8e-4, .03], 3), [1e-3, 1e-2]);
});

Deno.test("verticalTicks() of a linear axis are multiples of its step, or round numbers", () => {
  const axis = { label: "", scale: "linear" } as const;
  const step45 = { ...axis, step: 45 };
  assertEquals(verticalTicks(step45, [-3, 95]), [0, 45, 90]);
  assertEquals(verticalTicks(step45, [-3, 185], 3), [0, 90, 180]);
  assertEquals(verticalTicks(axis, [-3, 95]), [0, 20, 40, 60, 80]);
  assertEquals(verticalTicks(axis, [-3, 95], 3), [0, 50]);
});

Deno.test("horizontalTicks() are the published ones where they fit", () => {
  assertEquals(horizontalTicks([-10, 500]), [0, 200, 400]);
  assertEquals(horizontalTicks([-2, 119]), undefined);
  assertEquals(horizontalTicks([0, 20000]), [0, 10000, 20000]);
  assertEquals(horizontalTicks([0, 119]), undefined);
  assertEquals(horizontalTicks([0, 899000]), undefined);
});

Deno.test("an axis of something else than examples ends with its curves, a log one at powers of ten between", () => {
  const at = (...x: number[]) => ({
    ...curve([1, 1]),
    x: Float64Array.of(...x),
  });
  const panel = (scale: "linear" | "log") => ({
    ...figure3a,
    horizontal: { label: "leak α", scale },
  });
  const domain = (scale: "linear" | "log", ...x: number[]) =>
    horizontalDomain(panel(scale), [at(...x)], 374);
  assertEquals(domain("linear", .1, .5), [0, .5]);
  assertEquals(domain("log", 2e-6, .5), [2e-6, .5]);
  assertEquals(domain("log", 100), [10, 100]);
  const log = panel("log");
  const marks = horizontalTicks([2e-6, 3000], 374, log.horizontal);
  assertEquals(marks, [1e-5, 1e-4, 1e-3, .01, .1, 1, 10, 100, 1000]);
  const texts = marks!.map((mark) => horizontalText(log, mark, 1));
  assertEquals(texts.slice(2, 7).join(" "), "10⁻³ 10⁻² 10⁻¹ 1 10");
  assertEquals(horizontalText(panel("linear"), .25, 1), "0.25");
  assertEquals(horizontalText({}, 1.5e6, 1e6), "1.5");
  assertEquals(horizontalUnit(log, 3000), { label: "leak α →", size: 1 });
  assertEquals(horizontalUnit({ large: true }, 3000), examplesUnit(3000, true));
});

Deno.test("horizontalTicks() are round and from end to end where there is room", () => {
  assertEquals(
    horizontalTicks([0, 900000]),
    [0, 150000, 300000, 450000, 600000, 750000, 900000],
  );
  assertEquals(
    horizontalTicks([600000, 900000]),
    [600000, 650000, 700000, 750000, 800000, 850000, 900000],
  );
  assertEquals(horizontalTicks([0, 3000], 168), [0, 1500, 3000]);
  assertEquals(horizontalTicks([39000, 59000]), undefined);
});

Deno.test("examplesUnit() counts in thousands or millions where there are many and it is asked to", () => {
  assertEquals(examplesUnit(900000), {
    label: "number of examples →",
    size: 1,
  });
  assertEquals(
    [300, 6000, 900000, 6e6].map((high) => examplesUnit(high, true)),
    [
      { label: "number of examples →", size: 1 },
      { label: "thousands of examples →", size: 1e3 },
      { label: "thousands of examples →", size: 1e3 },
      { label: "millions of examples →", size: 1e6 },
    ],
  );
});

Deno.test("verticalText() raises the digits and signs of powers of ten", () => {
  const axis = { label: "", scale: "log" } as const;
  assertEquals(
    [1e-15, 1e-1, 1, 10, 1e4].map((value) => verticalText(axis, value)),
    ["10⁻¹⁵", "10⁻¹", "1", "10", "10⁴"],
  );
});

Deno.test("numberText() parts thousands and hides rounding's leftovers", () => {
  assertEquals(
    [900000, 1999, -0.03, .1 + .2, 0, 1234.5].map(numberText),
    ["900,000", "1,999", "−0.03", "0.3", "0", "1,234.5"],
  );
});

const layout = placeLayout(figure4.places[0]);

Deno.test("withRoomFor() leaves a layout that has room as it is", () => {
  for (const numbers of [["0", "100"], ["10⁻¹²"], ["−10⁻³"], []]) {
    assertEquals(withRoomFor(numbers, layout), layout);
  }
});

Deno.test("withRoomFor() moves the frame to the right, and nothing else, for longer numbers", () => {
  const { frame, ...others } = withRoomFor(["0", "0.11608"], layout);
  assert(
    frame.left > layout.frame.left + 5 && frame.left < 66,
    `${frame.left}`,
  );
  assertEquals(
    { ...others, frame: { ...frame, left: layout.frame.left } },
    layout,
  );
});

Deno.test("a panel whose errors differ in the fifth digit has room for their numbers", () => {
  const results = Object.fromEntries(
    figure4.places.map(({ panel: { experiment } }) => [
      experiment,
      resultsOf([
        run("BP", 0, {
          metric: "test_error",
          length: 3,
          value: (k) =>
            experiment === "mnist-classification"
              ? .5 / (k + 1)
              : .1158 + 1e-4 * k,
        }),
      ], { experiment, settings: { batchSize: 100 } }),
    ]),
  );
  const lefts = elementsOf(drawComposite(figure4, results).trim())
    .flatMap(({ attributes }) => attributes.get("data-scales") ?? [])
    .map((scales) => JSON.parse(scales.replaceAll("&#34;", '"')).x.range[0]);
  assertEquals(lefts.length, 3);
  const [percent, ...digits] = lefts;
  assertEquals(percent, layout.frame.left);
  for (const left of digits) assert(left > layout.frame.left, `${left}`);
});
