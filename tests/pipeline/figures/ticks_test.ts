import { assertEquals } from "@std/assert";
import {
  examplesUnit,
  horizontalTicks,
  numberText,
  powerText,
  verticalTicks,
} from "../../../pipeline/figures/ticks.ts";

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

Deno.test("powerText() raises digits and signs", () => {
  assertEquals(
    [1e-15, 1e-1, 1, 10, 1e4].map(powerText),
    ["10⁻¹⁵", "10⁻¹", "1", "10", "10⁴"],
  );
});

Deno.test("numberText() parts thousands and hides rounding's leftovers", () => {
  assertEquals(
    [900000, 1999, -0.03, .1 + .2, 0, 1234.5].map(numberText),
    ["900,000", "1,999", "−0.03", "0.3", "0", "1,234.5"],
  );
});
