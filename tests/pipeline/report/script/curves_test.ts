import { assertAlmostEquals, assertEquals } from "@std/assert";
import type { PanelScales } from "../../../../pipeline/figures/plot_panel.ts";
import {
  type CurveData,
  inFrame,
  locate,
  nearest,
  panelCurves,
  readOutLines,
  step,
} from "../../../../pipeline/report/script/curves.ts";

/** A panel of two layers, of three measurements each. */
const scales: PanelScales = {
  experiment: "made-up",
  metrics: ["angle_1", "angle_2"],
  models: ["DI", "DI-2"],
  x: { domain: [0, 2], range: [0, 200] },
  y: { domain: [0, 10], range: [100, 0], type: "linear" },
  factor: 1,
  size: 1,
};

const iteration = [0, 1, 2];

/** What it shows; DI-2 was never measured in layer 2, and not finite once in layer 1. */
const data: CurveData = {
  "made-up": {
    angle_1: {
      title: "angle, layer 1",
      models: {
        "DI": { iteration, mean: [1, 2, 3] },
        "DI-2": { iteration, mean: [4, null, 6] },
      },
    },
    angle_2: {
      title: "angle, layer 2",
      models: { "DI": { iteration, mean: [7, 8, 9] } },
    },
    error: {
      title: "error",
      models: { "DI": { iteration: [0, 2], mean: [50, .1 + .2] } },
    },
    normalised_error: {
      title: "NSE",
      models: { "DI": { iteration, mean: [1, .5, .006] } },
    },
    seeds: {
      title: "several",
      models: {
        "DI": {
          iteration,
          mean: [1, 2, 3],
          low: [0, 1, null],
          high: [2, 3, null],
        },
      },
    },
  },
};

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

Deno.test("nearest() gives the nearest point, of several as near the first, of none nothing", () => {
  const points = [{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 10 }];
  assertEquals(nearest(points, { x: 9, y: 8 }), points[2]);
  assertEquals(nearest(points, { x: 5, y: 0 }), points[0]);
  assertEquals(nearest([], { x: 5, y: 0 }), undefined);
});

Deno.test("panelCurves() gives each curve that has points, layer by layer", () => {
  const curves = panelCurves(scales, data);
  assertEquals(curves.map(([{ metric, model }]) => `${metric} ${model}`), [
    "angle_1 DI",
    "angle_1 DI-2",
    "angle_2 DI",
  ]);
  assertEquals(curves[1].map(({ index, x, y }) => [index, x, y]), [
    [0, 0, 60],
    [2, 200, 40],
  ]);
});

Deno.test("panelCurves() leaves out what is beside the frame", () => {
  const cut = { ...scales, x: { domain: [1, 2], range: [0, 200] } } as const;
  assertEquals(panelCurves(cut, data)[0].map(({ index }) => index), [1, 2]);
});

Deno.test("panelCurves() knows nothing of an experiment the page does not hold", () => {
  assertEquals(panelCurves({ ...scales, experiment: "other" }, data), []);
});

const curves = [[0, 10, 20], [4, 14], [1]];

Deno.test("step() goes along a curve, and no farther than its ends", () => {
  const at = (point: number) => ({ curve: 0, point });
  assertEquals(step(at(1), "ArrowRight", curves), at(2));
  assertEquals(step(at(2), "ArrowRight", curves), at(2));
  assertEquals(step(at(0), "ArrowLeft", curves), at(0));
  assertEquals(step(at(1), "Home", curves), at(0));
  assertEquals(step(at(1), "End", curves), at(2));
});

Deno.test("step() goes to the nearest point of the next curve, and around", () => {
  const from = { curve: 0, point: 1 };
  assertEquals(step(from, "ArrowDown", curves), { curve: 1, point: 1 });
  assertEquals(step(from, "ArrowUp", curves), { curve: 2, point: 0 });
});

Deno.test("step() leaves other keys alone", () => {
  assertEquals(step({ curve: 0, point: 0 }, "Tab", curves), undefined);
});

const lines = (metric: string, index: number, change = {}) =>
  readOutLines({ ...scales, ...change }, { metric, model: "DI", index }, data);

Deno.test("readOutLines() shows model, iteration and value", () => {
  assertEquals(lines("angle_2", 1), ["DI, iteration 1", "angle, layer 2: 8"]);
});

Deno.test("readOutLines() shows the mean of several seeds with its interval, where there is one", () => {
  assertEquals(lines("seeds", 1)[1], "several: 2 (95 %: 1 to\u00a03)");
  assertEquals(lines("seeds", 2)[1], "several: 3");
});

Deno.test("readOutLines() shows the error behind a normalised one, to three digits", () => {
  assertEquals(lines("normalised_error", 2), [
    "DI, iteration 2",
    "NSE: 0.006",
    "error: 0.3",
  ]);
  assertEquals(lines("normalised_error", 1).length, 2);
});

Deno.test("readOutLines() shows a fraction as it is drawn, in per cent, and a sign drawn upside down as it is", () => {
  assertEquals(lines("error", 1, { factor: 100 }).slice(1), [
    "error: 30",
  ]);
  assertEquals(lines("angle_1", 1, { factor: -1 }).slice(1), [
    "angle, layer 1: 2",
  ]);
});

Deno.test("readOutLines() counts the examples of batches", () => {
  assertEquals(
    lines("angle_1", 2, { size: 100 })[0],
    "DI, iteration 2 (example 200)",
  );
});
