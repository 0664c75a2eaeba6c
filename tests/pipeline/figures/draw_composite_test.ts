import { assert, assertEquals, assertThrows } from "@std/assert";
import { drawComposite } from "../../../pipeline/figures/draw_composite.ts";
import {
  figure3,
  figure3a,
  figure3c,
  figure3k,
} from "../../../pipeline/figures/figure_3.ts";
import type { Composite } from "../../../pipeline/figures/figure.ts";
import { elementsOf } from "../../support/well_formed.ts";
import { resultsOf, run, wobble } from "./results.ts";
import { assertSnapshot } from "./snapshot.ts";

const small: Composite = {
  name: "figure-0",
  title: "A small composite",
  caption: "Made up.",
  width: 640,
  places: [
    { panel: figure3a, letter: "a", box: [0, 0, 380, 240] },
    { panel: figure3c, letter: "b", box: [380, 0, 260, 106], bare: true },
    { panel: figure3k, letter: "c", box: [380, 106, 260, 134] },
  ],
};

const abscissa = "spectral_abscissa";
const linearModels = "BP FA FA-2 PBP NDI NDI-2 NDI-3 DI DI-2 DI-3".split(" ");
const singleLoops = ["SDI", "SDI-2", "SDI-3"];

/** Everything that figure 3 shows, of `length` measurements. */
function resultsOfAll({ length, seeds, noise, added = [] }: {
  length: number;
  seeds: number[];
  noise: number;
  added?: string[];
}) {
  const results = (experiment: string, models: string[], layers: number[]) =>
    resultsOf(
      models.flatMap((model, m) =>
        seeds.flatMap((seed) => {
          const part = (metric: string, value: (k: number) => number) =>
            run(model, seed, { metric, length, every: 500 / length, value });
          const at = (k: number) => wobble(k + 31 * seed + 1009 * m) * noise;
          return [
            part("error", (k) => Math.exp(-20 * k / length / (m + 1) + at(k))),
            ...layers.flatMap((layer) => [
              part(`${abscissa}_${layer}`, (k) => -.002 * (m + layer + at(k))),
              ...["angle_feedback", "angle_ndi", "angle_pbp"].map((metric) =>
                part(`${metric}_${layer}`, (k) => 3 * m + 9 * layer + at(k))
              ),
            ]),
          ];
        })
      ),
      { experiment },
    );
  const linear = results(
    "linear-regression",
    [...linearModels, ...added],
    [1],
  );
  return {
    "linear-regression": linear,
    "linear-regression-normalised": linear,
    "nonlinear-regression": results(
      "nonlinear-regression",
      [...linearModels, ...singleLoops, ...added],
      [1, 2],
    ),
  };
}

const few = resultsOfAll({ length: 50, seeds: [0, 1], noise: .5 });
const draw = () => drawComposite(small, few);

Deno.test("drawComposite() draws the snapshot of a small composite", () => {
  assertSnapshot("composite", draw());
});

Deno.test("drawComposite() draws the same twice, as well-formed XML with a title and a description", () => {
  const svg = draw();
  assertEquals(draw(), svg);
  const [root, title, description] = elementsOf(svg.trim());
  assertEquals(root.attributes.get("xmlns"), "http://www.w3.org/2000/svg");
  assertEquals([title.name, description.name], ["title", "desc"]);
  assertEquals(
    root.attributes.get("aria-labelledby"),
    `${title.attributes.get("id")} ${description.attributes.get("id")}`,
  );
});

Deno.test("drawComposite() gives every id once, after the figure, and finds every reference", () => {
  for (const svg of [draw(), drawComposite(figure3, few)]) {
    const [root, ...elements] = elementsOf(svg.trim());
    const name = root.attributes.get("class");
    const ids = elements.flatMap(({ attributes }) =>
      attributes.get("id") ?? []
    );
    assertEquals(new Set(ids).size, ids.length);
    for (const id of ids) assert(id.startsWith(`${name}-`), id);
    const clips = elements.flatMap(({ attributes }) =>
      attributes.get("clip-path") ?? []
    );
    assert(clips.length > 0);
    for (const clip of clips) {
      assert(ids.some((id) => clip === `url(#${id})`), clip);
    }
  }
});

Deno.test("drawComposite() letters every panel and names every model once in its legend", () => {
  const svg = drawComposite(figure3, few);
  const parts = svg.split(/(?=<svg )/);
  const letters = parts.flatMap((part) =>
    part.match(/class="figure-3-([a-k])"/)?.[1] ?? []
  );
  assertEquals(letters.join(""), "abcdefghijk");
  for (const letter of letters) assert(svg.includes(`>${letter}</text>`));
  const legend = parts.at(-1)!;
  for (const model of [...linearModels, ...singleLoops]) {
    assertEquals(legend.split(`>${model}</text>`).length, 2, model);
  }
  assert(legend.includes(">layer 2 (h–k)</text>"));
});

Deno.test("figure 3 keeps its panels apart and within its width", () => {
  const { places, width } = figure3;
  places.forEach(({ letter, box: [x, y, w, h] }, k) => {
    assert(x >= 0 && x + w <= width, letter);
    for (const { letter: other, box } of places.slice(k + 1)) {
      const apart = x + w <= box[0] || box[0] + box[2] <= x ||
        y + h <= box[1] || box[1] + box[3] <= y;
      assert(apart, `${letter} on ${other}`);
    }
  });
});

Deno.test("drawComposite() stays under 300 kB with five seeds, noise and a name that needs room", () => {
  const noisy = resultsOfAll({
    length: 1000,
    seeds: [0, 1, 2, 3, 4],
    noise: 5,
    added: ["mine", "another", "a-name-as-long-as-names-can-be-40-letters"],
  });
  const { length } = drawComposite(figure3, noisy);
  assert(length > 100_000 && length < 300_000, `${length} bytes`);
});

Deno.test("drawComposite() refuses a metric nobody measured", () => {
  const { "linear-regression": linear } = few;
  assertThrows(
    () => drawComposite(small, { ...few, "nonlinear-regression": linear }),
    RangeError,
    "Cannot draw figure-3k: no model of nonlinear-regression measured angle_ndi_1 or angle_ndi_2",
  );
});
