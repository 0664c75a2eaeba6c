import { assertEquals, assertStringIncludes } from "@std/assert";
import { drawPanel } from "../../../pipeline/figures/draw_panel.ts";
import { figure3a } from "../../../pipeline/figures/figure_3.ts";
import {
  missingLines,
  watermarkOf,
} from "../../../pipeline/figures/incomplete.ts";
import { elementsOf } from "../../support/well_formed.ts";
import { resultsOf, run } from "./results.ts";

const whole = resultsOf(
  ["BP", "NDI"].flatMap((model) =>
    [0, 1, 2].map((seed) => run(model, seed, { value: (k) => 1 / (k + 1) }))
  ),
);
const missing = [1, 2].map((seed) => ({ model: "NDI", seed }));
const partial = { ...whole, summary: { ...whole.summary, missing } };

Deno.test("missingLines() names a few runs that are missing, and counts the rest", () => {
  assertEquals(missingLines(whole.summary), []);
  assertEquals(missingLines(partial.summary), [
    "incomplete: 4 of 6 runs; missing: NDI seed 1, NDI seed 2",
  ]);
  const many = Array.from({ length: 6 }, (_, seed) => ({ model: "BP", seed }));
  assertEquals(missingLines({ ...whole.summary, missing: many }), [
    "incomplete: 0 of 6 runs; missing: BP seed 0, BP seed 1, BP seed 2, BP seed 3 and 2 more",
  ]);
});

Deno.test("watermarkOf() marks a figure if any of its experiments lacks a run", () => {
  assertEquals(watermarkOf([whole.summary]), undefined);
  assertEquals(watermarkOf([whole.summary, partial.summary]), "incomplete");
});

Deno.test("a figure of fewer runs than were asked for says so across itself and below", () => {
  const marked = drawPanel(figure3a, partial);
  const elements = elementsOf(marked);
  const classes = (svg: typeof elements) =>
    svg.map(({ attributes }) => attributes.get("class"));
  assertEquals(
    classes(elements).filter((name) => name === "watermark").length,
    1,
  );
  assertStringIncludes(marked, "incomplete: 4 of 6 runs");
  assertEquals(
    classes(elementsOf(drawPanel(figure3a, whole))).includes("watermark"),
    false,
  );
});
