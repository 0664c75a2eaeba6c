import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { endsOf } from "../../../lib/statistics/ends.ts";
import { drawEnds } from "../../../pipeline/figures/draw_ends.ts";
import { endsFigures } from "../../../pipeline/figures/ends_figures.ts";
import { palettes } from "../../../pipeline/figures/style.ts";
import { elementsOf } from "../../support/well_formed.ts";
import { resultsOf, run, wobble } from "./results.ts";
import { assertSnapshot } from "./snapshot.ts";

const [linear] = endsFigures;
const { experiment } = linear;
const loses = { DI: "unstable", FA: "diverged" } as const;

/** Models that end at the more, the later they come; FA loses every third seed from 1 on, DI all but the first two. */
function drawn(seeds: number, more: { notRun?: number } = {}): string {
  const models = ["BP", "FA", "NDI", "DI"];
  const runs = models.flatMap((model, m) =>
    Array.from({ length: seeds }, (_, seed) => {
      const isLost = model === "FA" && seed % 3 === 1 ||
        model === "DI" && seed > 1;
      const status = loses[model as keyof typeof loses];
      return run(model, seed, {
        length: isLost ? 3 : 4,
        value: (k) => 10 ** (m - 4 * k + 3 * wobble(seed) + wobble(seed + m)),
        ...isLost && { outcome: { status, iteration: 3, reason: "made up" } },
      });
    })
  );
  const kept = runs.filter(({ model, seed }) =>
    !(model === "NDI" && seed === more.notRun)
  );
  const { summary } = resultsOf(kept);
  const all = { ...summary, seeds: Array.from({ length: seeds }, (_, s) => s) };
  const ends = endsOf(kept, { experiment, models, seeds: all.seeds })!;
  const missing = more.notRun === undefined
    ? []
    : [{ model: "NDI", seed: more.notRun }];
  return drawEnds(linear, ends, { ...all, missing });
}

/** How many dots a model has. */
const dotsOf = (svg: string, model: string) =>
  svg.match(RegExp(`class="model-${model}"[^>]*>((<circle[^>]*/>)+)`))![1]
    .split("<circle").length - 1;
const textsIn = (svg: string) =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);

Deno.test("drawEnds() draws the snapshot of ends", () => {
  assertSnapshot("ends", drawn(12));
});

Deno.test("drawEnds() draws a dot for each seed, and counts the lost ones beside the frame", () => {
  const svg = drawn(12);
  assertEquals(dotsOf(svg, "bp"), 12);
  assertEquals(dotsOf(svg, "fa"), 8);
  assertEquals(dotsOf(svg, "di"), 2);
  const texts = textsIn(svg);
  assertEquals(texts.filter((text) => text === "4").length, 1);
  assertEquals(texts.filter((text) => text === "10").length, 1);
  assertStringIncludes(
    svg,
    "× diverged or ▽ lost stability: so many seeds, worse than every dot",
  );
});

Deno.test("drawEnds() keeps an order of all published models so narrow that a phone shows letters of 12 pixels", () => {
  const models = Object.keys(palettes.regression);
  const runs = models.flatMap((model) =>
    [0, 1].map((seed) => run(model, seed, { length: 2, value: () => 1 + seed }))
  );
  const { summary } = resultsOf(runs);
  const ends = endsOf(runs, { experiment, models, seeds: [0, 1] })!;
  const svg = drawEnds(linear, ends, summary);
  const [, width] = svg.match(/ width="(\d+)"[^>]*-order"/)!;
  const box = 390 - 2 * 4; // what a page leaves to a figure
  assert(13 * box / Number(width) > 11.99, width);
});

Deno.test("drawEnds() says of both directions of a pair how often one ends below, bold where that is told", () => {
  const svg = drawn(12);
  const [told, open] = [/g font-weight="bold">/, /"0.75">/]
    .map((start) => svg.split(start)[1].split("</g>")[0])
    .map((group) => textsIn(group).map(Number));
  // of BP and each other, of NDI and DI; of FA and these two
  assertEquals(told, [100, 0, 100, 0, 100, 0, 100, 0]);
  assertEquals(open, [67, 33, 79, 21]);
  assertStringIncludes(svg, "bold: p ≤ 0.05 by the exact sign test");
});

Deno.test("drawEnds() has no order and no median of one seed, and says what cannot be told", () => {
  const svg = drawn(1);
  assert(!svg.includes("row ends below column"));
  assert(!svg.includes("bar: median"));
  assertStringIncludes(svg, "seed 0 alone, which has no interval");
  assert(!svg.includes("With one seed"));
});

Deno.test("drawEnds() tells no order from chance where so few seeds cannot", () => {
  const svg = drawn(3);
  assertStringIncludes(
    svg,
    "of each pair, p &#62; 0.05 by the exact sign test",
  );
  assertStringIncludes(svg, "With 3 seeds no order of two models can be told");
});

Deno.test("drawEnds() leaves a seed out that was not run, and names it", () => {
  const svg = drawn(12, { notRun: 4 });
  assertEquals(dotsOf(svg, "ndi"), 11);
  assertStringIncludes(svg, "incomplete: 47 of 48 runs; missing: NDI seed 4");
  assert(
    elementsOf(svg.trim()).some(({ attributes }) =>
      attributes.get("class") === "watermark"
    ),
  );
});

Deno.test("drawEnds() leaves room for a long number at the end of the axis", () => {
  const values = { BP: 2.1e3, FA: 1.99e4 };
  const runs = Object.entries(values).flatMap(([model, value]) =>
    [0, 1].map((seed) => run(model, seed, { length: 2, value: () => value }))
  );
  const { summary } = resultsOf(runs);
  const models = Object.keys(values), seeds = [0, 1];
  const ends = endsOf(runs, { experiment, models, seeds })!;
  const svg = drawEnds(linear, ends, { ...summary, seeds });
  const [, width] =
    svg.match(/<svg[^>]*class="[^"]*-dots"[^>]*width="(\d+)"/) ??
      svg.match(/<svg[^>]*width="(\d+)"[^>]*class="[^"]*-dots"/)!;
  const [, x] = svg.match(/<text[^>]*translate\(([\d.]+),[^>]*>2×10⁴</)!;
  // five letters of 13 pixels, of which half stand right of their middle
  assert(Number(width) - Number(x) > 18, `${width} − ${x}`);
});
