import { assertEquals, assertStringIncludes } from "@std/assert";
import { visibleCurves } from "../../../pipeline/figures/curves.ts";
import { drawPanel } from "../../../pipeline/figures/draw_panel.ts";
import type { VerticalAxis } from "../../../pipeline/figures/figure.ts";
import {
  figure3a,
  figure3d,
  figure3e,
} from "../../../pipeline/figures/figure_3.ts";
import { verticalDomain } from "../../../pipeline/figures/frame.ts";
import {
  collapseLines,
  compositeCaption,
  curveName,
  endingLines,
  limitNotes,
  missingLines,
  rangeText,
  runLine,
  type Shown,
  wrap,
} from "../../../pipeline/figures/text.ts";
import { elementsOf } from "../../support/well_formed.ts";
import { resultsOf, run } from "./results.ts";
import { curve } from "./visible.ts";

const diverged = (iteration: number) =>
  ({ status: "diverged", iteration, reason: "made up" }) as const;
const value = () => 1;

Deno.test("runLine() gives profile, seeds and examples", () => {
  const { summary } = resultsOf([run("BP", 4, { value })]);
  const curves = [{ ...curve([1]), last: 1999 }];
  assertEquals(
    runLine(figure3a, summary, curves),
    "test profile · seed 4 · to example 2,000",
  );
  const two = { ...summary, seeds: [0, 1] };
  assertEquals(
    runLine(figure3a, two, curves),
    "test profile · 2 seeds: geometric mean, its 95 % t-interval, wide of so few, shaded · to example 2,000",
  );
  const four = { ...summary, seeds: [0, 1, 2, 3] };
  const [single] = curves.map(({ x, mean }) => ({ seed: 0, x, value: mean }));
  assertEquals(
    runLine(figure3d, four, [{ ...curves[0], seeds: [single] }]),
    "test profile · 4 seeds: mean, its 95 % t-interval shaded, each seed thin · first 500 of 2,000 examples",
  );
  assertEquals(
    runLine(figure3a, two, [{ ...curves[0], seed: 1 }]),
    "test profile · 2 seeds, each by itself · to example 2,000",
  );
});

Deno.test("runLine() counts epochs, of a run that has them", () => {
  const line = (epochs: number) => {
    const settings = { epochs, examples: 60000 };
    const { summary } = resultsOf([run("BP", 4, { value })], { settings });
    return runLine(figure3a, summary, [curve([1])]);
  };
  assertEquals(
    line(15),
    "test profile · seed 4 · 15 epochs of 60,000 examples",
  );
  assertEquals(line(1), "test profile · seed 4 · 60,000 examples");
});

Deno.test("endingLines() reports each seed that stopped early, then counts", () => {
  const runs = [0, 1, 2, 3, 4, 5].map((seed) =>
    run("DI", seed, { value, outcome: diverged(1000 + seed) })
  );
  const lines = endingLines(visibleCurves(figure3a, resultsOf(runs)));
  assertEquals(lines[0], "× DI, seed 0, diverged at iteration 1,000");
  assertEquals(lines.length, 5);
  assertEquals(lines[4], "× and 2 more that stopped early");
});

Deno.test("endingLines() reports nothing that lies beyond the panel", () => {
  const late = run("DI", 0, {
    metric: "angle_feedback_1",
    value,
    outcome: diverged(700),
  });
  assertEquals(endingLines(visibleCurves(figure3d, resultsOf([late]))), []);
});

Deno.test("collapseLines() says of each model which seeds collapsed, and when, once", () => {
  const collapse = (model: string, seed: number, iteration: number) => (
    { model, seed, iteration, x: 100 * iteration }
  );
  const collapses = [collapse("NDI", 0, 6700), collapse("NDI", 3, 400)];
  const lines = collapseLines([
    { ...curve([1]), collapses },
    { ...curve([2]), collapses },
    { ...curve([3]), collapses: [collapse("PBP", 1, 9)] },
  ]);
  assertEquals(lines, [
    "○ NDI collapsed to the mean image at iteration 6,700 (seed 0), 400 (seed 3)",
    "○ PBP collapsed to the mean image at iteration 9 (seed 1)",
  ]);
  assertEquals(collapseLines([curve([1])]), []);
});

Deno.test("curveName() tells seeds and layers apart", () => {
  assertEquals(curveName({ model: "DI" }), "DI");
  assertEquals(curveName({ model: "DI", layer: 2 }), "DI, layer 2");
  assertEquals(curveName({ model: "DI", seed: 0 }), "DI, seed 0");
});

Deno.test("wrap() breaks between words alone", () => {
  assertEquals(wrap(["one two three", "four"], 8, 1), [
    "one two",
    "three",
    "four",
  ]);
  assertEquals(wrap(["unbreakable"], 4, 1), ["unbreakable"]);
});

function shown(letter: string, mean: number[], label = "test profile"): Shown {
  const summary = {
    experiment: "linear-regression",
    label,
    settings: {},
    seeds: [7],
    models: [],
  };
  return {
    place: { panel: figure3e, letter, box: [0, 0, 200, 100] },
    curves: [curve(mean)],
    summary,
  };
}

Deno.test("rangeText() shortens three neighbours or more", () => {
  assertEquals(rangeText(["a", "c", "d", "e", "f"]), "a, c–f");
  assertEquals(rangeText(["b", "a"]), "a, b");
  assertEquals(rangeText([]), "");
});

Deno.test("compositeCaption() names one run without letters, several with them", () => {
  assertEquals(compositeCaption([shown("a", [1]), shown("b", [2])]), [
    "test profile · seed 7",
  ]);
  assertEquals(compositeCaption([shown("a", [1]), shown("b", [2], "other")]), [
    "a: test profile · seed 7; b: other · seed 7",
  ]);
});

Deno.test("compositeCaption() says which means are geometric: all, those of errors or of ratios, or none", () => {
  const { place, summary, curves } = shown("a", [1]);
  const captionOf = (...metrics: string[]) => {
    const seeds = { ...summary, seeds: [0, 1] };
    const panels = metrics.map((metric) => ({
      place: { ...place, panel: { ...place.panel, metrics: [metric] } },
      ...{ summary: seeds, curves },
    }));
    return /2 seeds: (.*?), its/.exec(compositeCaption(panels)[0])![1];
  };
  assertEquals(captionOf("error", "condition_2"), "geometric mean");
  assertEquals(captionOf("error", "angle_1"), "mean (of errors: geometric)");
  assertEquals(captionOf("gain_1", "angle_1"), "mean (of ratios: geometric)");
  assertEquals(captionOf("test_error", "angle_1"), "mean");
});

Deno.test("compositeCaption() says a thing once, with the letters of all panels it is true of", () => {
  assertEquals(
    compositeCaption([shown("a", [99]), shown("b", [2]), shown("c", [99])]),
    [
      "test profile · seed 7",
      "a, c: vertical axis longer than the published −3 to 55",
    ],
  );
});

const angle: VerticalAxis = {
  label: "",
  scale: "linear",
  published: [-3, 55],
};

Deno.test("limitNotes() says nothing where all is as published", () => {
  assertEquals(limitNotes(angle, [curve([0, 55])]), []);
});

Deno.test("limitNotes() says that an axis is longer than published", () => {
  assertEquals(limitNotes(angle, [curve([0, 70])]), [
    "vertical axis longer than the published −3 to 55",
  ]);
});

Deno.test("limitNotes() names lines that leave the frame, and reports shading that does", () => {
  const curves = [
    curve([0, 90], { model: "DI", layer: 2 }),
    curve([10, 20], { model: "DI", width: 80 }),
  ];
  assertEquals(limitNotes({ ...angle, within: [0, 50] }, curves), [
    "DI, layer 2 cut at the frame",
    "shading cut at the frame",
  ]);
  const seeds = [{ seed: 0, x: curves[0].x, value: curves[0].mean }];
  const [, note] = limitNotes({ ...angle, within: [0, 50] }, [
    curves[0],
    { ...curves[1], seeds },
  ]);
  assertEquals(note, "shading and thin lines cut at the frame");
});

Deno.test("limitNotes() takes no notice of the last digits", () => {
  const log = { label: "", scale: "log" } as const;
  const curves = [curve([1, 1e-3 * (1 - 1e-12)])];
  assertEquals(verticalDomain(log, curves), [1e-3, 1]);
  assertEquals(limitNotes(log, curves), []);
});

Deno.test("limitNotes() reports values that should be below zero and are not", () => {
  const negative = { label: "", scale: "log", negative: true } as const;
  const curves = [curve([.01, 0, -.5, .01], { model: "DI", layer: 1 })];
  assertEquals(limitNotes(negative, curves), [
    "▲ DI, layer 1: not below zero, so drawn on the upper edge, at 2 of 4 measurements, first at iteration 1",
  ]);
});

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
