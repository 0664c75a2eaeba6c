import { assertEquals, assertStringIncludes } from "@std/assert";
import { plot } from "../../../../pipeline/report/script/plot.ts";
import { elementsOf } from "../../../support/well_formed.ts";

const axes = {
  label: "what is <drawn>",
  x: { label: "time", from: 1, to: 100, log: true },
  y: { label: "angle", from: 0, to: 90 },
  width: 158,
  height: 170,
};

Deno.test("plot() puts points where the axes have them, with gaps where there are none", () => {
  const svg = plot({
    ...axes,
    lines: [{
      x: [1, 10, 30, 100],
      y: [0, 45, NaN, 90],
      className: "model-di",
      name: "DI",
    }],
    dots: [{ x: 10, y: 1e300, className: "hollow" }],
  });
  elementsOf(svg);
  assertStringIncludes(svg, 'd="M0,100L50,50M100,0"');
  assertStringIncludes(svg, 'cx="50" cy="0"');
  assertStringIncludes(svg, '<path class="leader" d="M100,0L107,0"/>');
  assertStringIncludes(svg, ">10²</text>");
  assertStringIncludes(svg, 'aria-label="what is &#60;drawn&#62;"');
});

Deno.test("plot() keeps the names of lines apart, inside the frame", () => {
  const heightsOf = (ends: number[]) => {
    const lines = ends.map((end, k) => (
      { x: [1, 100], y: [1, end], className: "", name: "ABC"[k] }
    ));
    return [
      ...plot({ ...axes, lines }).matchAll(/y="([\d.]+)" dy=".35em">[ABC]/g),
    ]
      .map(([, y]) => Number(y));
  };
  assertEquals(heightsOf([45, 45, 18]), [50, 65, 80]);
  assertEquals(heightsOf([0, 0, 0]), [70, 85, 100]);
});
