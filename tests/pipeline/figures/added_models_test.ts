/** Figures of many models that the paper does not have, some with long names. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { withAddedModels } from "../../../pipeline/figures/added_models.ts";
import { experiments } from "../../../pipeline/studies/experiments.ts";
import { nameClassOf } from "../../../pipeline/figures/class_names.ts";
import { drawComposite } from "../../../pipeline/figures/draw_composite.ts";
import { drawPanel } from "../../../pipeline/figures/draw_panel.ts";
import type { Composite, Panel } from "../../../pipeline/figures/figure.ts";
import { figure3, figure3a } from "../../../pipeline/figures/figure_3.ts";
import { figure4a } from "../../../pipeline/figures/figure_4.ts";
import { textWidth } from "../../../pipeline/figures/frame.ts";
import { addedStyle } from "../../../pipeline/figures/style.ts";
import { resultsOf, run } from "./results.ts";

const names = [
  ...["DI-4", "mine", "a-leaky-loop-of-MANY-words", "FA_big", "no6"],
  ...["DI-5", "DI-6", "DI-7", "DI-8", "DI-9"],
];
/** Every experiment, and what it would have left, with some models added. */
function world(added: readonly string[]) {
  const studies = experiments.map((experiment) => ({
    ...experiment,
    models: [
      ...experiment.models,
      ...added.map((name) => ({ name, rule: "DI", added: true } as const)),
    ],
  }));
  const results = studies.map(({ name, mnist, models }) => {
    const metrics = [
      mnist ? "test_error" : "error",
      ...["spectral_abscissa", "angle_feedback", "angle_ndi", "angle_pbp"]
        .flatMap((metric) => [`${metric}_1`, `${metric}_2`]),
    ];
    // all end where they began, together: nothing crowds their names more
    const value = (metric: string) => metric.startsWith("spectral") ? -.5 : .5;
    const { curves, summary } = resultsOf(
      models.flatMap((model) =>
        metrics.map((metric) =>
          run(model.name, 0, { metric, value: () => value(metric) })
        )
      ),
      { experiment: name },
    );
    const words = Object.fromEntries(added.map((name) => [name, "DI, leak 7"]));
    return [name, { curves, summary: { ...summary, added: words } }] as const;
  });
  return {
    studies,
    published: experiments,
    results: Object.fromEntries(results),
  };
}

const { results, ...shown } = world(names);
const panel = (figure: Panel) =>
  drawPanel(
    withAddedModels(figure, shown) as Panel,
    results[figure.experiment],
  );
const composite = drawComposite(
  withAddedModels(figure3, shown) as Composite,
  results,
);

/** The names of lines in each panel of a drawing, from top to bottom, and how wide that is. */
function namesIn(svg: string) {
  return svg.split(/(?=<svg )/).filter((part) => part.includes("data-scales"))
    .map((part) => {
      const [, width] = /^<svg[^>]* width="(\d+)"/.exec(part)!;
      const places = [...part.matchAll(
        /<g font-size="([\d.]+)"[^>]* class="name-[^"]*"><text transform="translate\(([\d.]+),([\d.]+)\)"[^>]*>([^<]+)</g,
      )].map(([, size, x, y, name]) => (
        { name, size: Number(size), x: Number(x), y: Number(y) }
      )).sort((a, b) => a.y - b.y);
      return { width: Number(width), places };
    });
}

Deno.test("names of ten added models stand apart, within their drawing", () => {
  const drawings = [composite, ...figure3.places.map((p) => panel(p.panel))];
  let drawn = 0;
  for (
    const { width, places } of [...drawings, panel(figure4a)].flatMap(namesIn)
  ) {
    for (const [k, { name, size, x, y }] of places.entries()) {
      assert(x + size * textWidth(name) <= width, name);
      assert(k === 0 || y - places[k - 1].y > .95 * size, name);
    }
    drawn += places.length;
  }
  // 13 or 26 a panel of DI, 3 or 6 of SDI, all of an experiment where errors are
  const each = [20, 20, 13, 13, 13, 13, 23, 26, 26, 26, 6];
  assertEquals(drawn, 2 * each.reduce((sum, one) => sum + one) + 2 * 18);
});

Deno.test("a composite of many names is larger, its panels still side by side", () => {
  const size = (svg: string) =>
    /^<svg[^>]* viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg)!.slice(1).map(
      Number,
    );
  const published = size(drawComposite(figure3, world([]).results));
  const [width, height] = size(composite);
  assertEquals(published[0], figure3.width);
  assert(width > published[0] && height > published[1]);
  const boxes = [
    ...composite.matchAll(
      /<svg y="(\d+)" x="(\d+)"[^>]*? viewBox="0 0 ([\d.]+) ([\d.]+)"/g,
    ),
  ]
    .map((found) => found.slice(1).map(Number));
  assertEquals(boxes.length, figure3.places.length + 1);
  const right = boxes.map(([, x, width]) => x + width);
  assertEquals(Math.max(...right), width);
  for (const [, x] of boxes) assert(x === 0 || right.includes(x), `${x}`);
});

Deno.test("a figure says what each added model is that it shows, in its style", () => {
  const svg = panel(figure3a);
  names.forEach((name, place) => {
    assertStringIncludes(svg, `>${name} (added): DI, leak 7<`);
    assertStringIncludes(svg, `class="${nameClassOf(name)}"`);
    const { light, dash } = addedStyle(place);
    assertStringIncludes(svg, `<g color="${light}" stroke-dasharray="${dash}"`);
  });
  const alone = drawPanel(
    { ...figure3a, models: ["BP"] },
    results[figure3a.experiment],
  );
  assert(!alone.includes("(added)"));
  assertStringIncludes(composite, "a–j: DI-4 (added): DI, leak 7");
});
