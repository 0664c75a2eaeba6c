import { assertEquals } from "@std/assert";
import { panelCurves } from "../../../../pipeline/report/script/points.ts";
import { data, scales } from "./data.ts";

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
