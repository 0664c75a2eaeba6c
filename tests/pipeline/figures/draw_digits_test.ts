import {
  assert,
  assertEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { drawDigits } from "../../../pipeline/figures/draw_digits.ts";
import { figure4bDigits } from "../../../pipeline/figures/figure_4.ts";
import { textWidth } from "../../../pipeline/figures/frame.ts";
import { elementsOf } from "../../support/well_formed.ts";
import { resultsOf, run } from "./results.ts";
import { assertSnapshot } from "./snapshot.ts";

const side = 28;

/** Rings, the larger the higher the digit, and what a model makes of them. */
function digitsOf(fade: number) {
  const ring = (k: number, i: number) => {
    const [x, y] = [i % side - 13.5, Math.floor(i / side) - 13.5];
    return Math.abs(Math.hypot(x, y) - 2 - k) < 1.5 ? 1 : 0;
  };
  const shape = [10, side * side];
  const values = Float32Array.from(
    { length: 10 * side * side },
    (_, at) => ring(Math.floor(at / side ** 2), at % side ** 2),
  );
  return {
    images: { shape, data: Uint8Array.from(values, (v) => 255 * v) },
    reconstructions: { shape, data: values.map((v) => 1.3 * v - fade) },
  };
}

const shown = figure4bDigits.columns.map(({ experiment }, column) => ({
  summary: resultsOf(
    ["BP", "NDI"].map((model) =>
      run(model, 3, { metric: "test_error", value: () => 1 })
    ),
    { experiment, label: "test profile, batches 4 (published 12000)" },
  ).summary,
  models: ["BP", "NDI"].map((name, k) => ({
    name,
    digits: digitsOf(0.2 * column + 0.3 * k),
  })),
}));
const draw = () => drawDigits(figure4bDigits, shown);

Deno.test("drawDigits() draws the snapshot of digits", () => {
  assertSnapshot("digits", draw());
});

Deno.test("drawDigits() draws a row of images and one for each model in every column, and says what was run", () => {
  const svg = draw();
  assertEquals(draw(), svg);
  const elements = elementsOf(svg.trim());
  const images = elements.filter(({ name }) => name === "image");
  assertEquals(images.length, 2 * (1 + 2));
  for (const { attributes } of images) {
    assert(attributes.get("href")!.startsWith("data:image/png;base64,"));
  }
  assertStringIncludes(svg, "batches 4 (published 12000) · seed 3");
  assert(svg.length < 300_000);
});

Deno.test("drawDigits() begins every id with the name of the figure", () => {
  const ids = elementsOf(draw().trim())
    .flatMap(({ attributes }) => attributes.get("id") ?? []);
  assertEquals(ids.length > 0, true);
  for (const id of ids) assert(id.startsWith("figure-4b-digits-"), id);
});

Deno.test("drawDigits() leaves the row of a missing model empty, marks the figure and names the run", () => {
  const [whole, { summary, models }] = shown;
  const missing = [{ model: "NDI", seed: 3 }];
  const svg = drawDigits(figure4bDigits, [
    whole,
    { summary: { ...summary, missing }, models: models.slice(0, 1) },
  ]);
  const elements = elementsOf(svg.trim());
  const marked = (elements: ReturnType<typeof elementsOf>) =>
    elements.some(({ attributes }) => attributes.get("class") === "watermark");
  assertEquals(elements.filter(({ name }) => name === "image").length, 5);
  assert(marked(elements));
  assert(!marked(elementsOf(draw().trim())));
  assertStringIncludes(
    svg,
    "from orthogonal weights: incomplete: 1 of 2 runs; missing: NDI seed 3",
  );
});

Deno.test("drawDigits() refuses to draw no digits at all", () => {
  assertThrows(
    () =>
      drawDigits(
        figure4bDigits,
        shown.map(({ summary }) => ({ summary, models: [] })),
      ),
    RangeError,
    "no model has reconstructed digits",
  );
});

Deno.test("drawDigits() makes room for a long name, and says what an added model is", () => {
  const name = "a-name-as-long-as-names-can-be-40-letters";
  const [{ summary, models: [, ndi] }, other] = shown;
  const svg = drawDigits(figure4bDigits, [
    {
      summary: {
        ...summary,
        models: [{ ...summary.models[1], name }],
        added: { [name]: "NDI, leak 0.1" },
      },
      models: [{ ...ndi, name }],
    },
    other,
  ]);
  const lefts = elementsOf(svg.trim()).filter(({ name }) => name === "image")
    .map(({ attributes }) => Number(attributes.get("x")));
  assert(Math.min(...lefts) > 8 + 12 * textWidth(name));
  assertStringIncludes(svg, `small random weights: ${name} (added): NDI,`);
});
