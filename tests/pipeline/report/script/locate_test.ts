import { assertAlmostEquals, assertEquals } from "@std/assert";
import type { PanelScales } from "../../../../pipeline/figures/panel_scales.ts";
import { inFrame, locate } from "../../../../pipeline/report/script/locate.ts";

const linear: PanelScales = {
  experiment: "made-up",
  metrics: ["error"],
  models: ["BP"],
  x: { domain: [0, 100], range: [50, 150] },
  y: { domain: [0, 10], range: [210, 10], type: "linear" },
  factor: 1,
  size: 1,
};

Deno.test("locate() places a measurement as a linear axis does", () => {
  const at = (iteration: number, value: number) =>
    locate(linear, { iteration, value });
  assertEquals(at(0, 0), { x: 50, y: 210 });
  assertEquals(at(50, 5), { x: 100, y: 110 });
  assertEquals(at(100, 10), { x: 150, y: 10 });
});

Deno.test("locate() places decades evenly on a log axis, and what has none at its beginning", () => {
  const log = {
    ...linear,
    y: { domain: [1e-4, 1], range: [210, 10], type: "log" },
  } as const;
  const y = (value: number) => locate(log, { iteration: 0, value })!.y;
  assertAlmostEquals(y(1e-2), 110);
  assertAlmostEquals(y(1e-3), 160);
  assertEquals(y(0), 210);
});

Deno.test("locate() turns what is below zero upside down", () => {
  const negative = {
    ...linear,
    factor: -1,
    y: { domain: [1e-3, 1e-1], range: [10, 210], type: "log" },
  } as const;
  const y = (value: number) => locate(negative, { iteration: 0, value })!.y;
  assertAlmostEquals(y(-1e-2), 110);
  assertEquals(y(.5), 10);
});

Deno.test("locate() counts examples, times factors, and brings what leaves the frame to its edge", () => {
  const percent = { ...linear, size: 10, factor: 100 };
  assertEquals(locate(percent, { iteration: 5, value: .05 }), {
    x: 100,
    y: 110,
  });
  assertEquals(locate(percent, { iteration: 5, value: 1 })!.y, 10);
  assertEquals(locate(percent, { iteration: 11, value: 1 }), undefined);
  assertEquals(locate(percent, { iteration: -1, value: 1 }), undefined);
});

Deno.test("inFrame() knows the frame and a margin around it", () => {
  assertEquals(inFrame(linear, { x: 100, y: 100 }, 0), true);
  assertEquals(inFrame(linear, { x: 45, y: 100 }, 4), false);
  assertEquals(inFrame(linear, { x: 45, y: 100 }, 5), true);
  assertEquals(inFrame(linear, { x: 100, y: 220 }, 5), false);
});
