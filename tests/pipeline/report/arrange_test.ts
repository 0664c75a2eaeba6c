import { assert, assertEquals } from "@std/assert";
import { arrange } from "../../../pipeline/report/arrange.ts";
import { Markup } from "../../../pipeline/report/markup.ts";

const part = (name: string, [x, y, width, height]: number[]) =>
  `<svg y="${y}" x="${x}" viewBox="0 0 ${width} ${height}" class="${name}"></svg>`;

/** Figure 1: two small panels one below the other beside a higher one, a broad one below them, and its words. */
const drawing = `<svg viewBox="0 0 1000 500" class="figure-1">` +
  `<title id="figure-1-title">One</title>` +
  `<desc id="figure-1-description">Caption.\ntest profile; seed 0</desc>` +
  part("figure-1-a", [0, 0, 400, 200]) +
  part("figure-1-b", [400, 0, 600, 100]) +
  part("figure-1-c", [400, 100, 400, 100]) +
  part("figure-1-foot", [0, 200, 1000, 300]) + "</svg>";
const alone =
  `<svg data-scales="{}" viewBox="0 0 440 330" class="figure-1b"></svg>`;
const figures = {
  "figure-1": new Markup(drawing),
  "figure-1b": new Markup(alone),
};

Deno.test("arrange() leaves a drawing of one piece alone", () => {
  assertEquals(arrange("figure-1b", figures), undefined);
});

Deno.test("arrange() stacks panels in one column as wide as the drawing, a broad one's own figure in its place", () => {
  const { rules, drawing } = arrange("figure-1", figures)!;
  const [one] = rules.split("\n");
  assert(one.startsWith("@container (width<680px){"));
  // 200 and 100 times 1000/400, 330 times 1000/440, and two gaps of 25
  assert(one.includes("aspect-ratio:1000/1550"), one);
  assert(one.includes(
    ".figure-1b-again-place{display:inline;transform:translate(0.0px,525.0px) scale(2.2727)}",
  ));
  assert(one.includes(
    ".figure-1-c-place{display:inline;transform:translate(-1000.0px,1050.0px) scale(2.5000)}",
  ));
  assert(one.includes(
    ".figure-1-head-place,.figure-1-foot-place,.figure-1-b-place{display:none}",
  ));
  assert(drawing.text.includes('display="none"><svg data-scales="{}"'));
  assert(drawing.text.includes('<use href="#figure-1b-drawing"/>'));
});

Deno.test("arrange() has two columns where there is room for them, and a broad panel across both", () => {
  const [, two] = arrange("figure-1", figures)!.rules.split("\n");
  assert(two.startsWith("@container (width>=680px) and (width<900px){"));
  // columns of 487.5: 243.75 of a, 166.7 of b, 121.875 of c
  assert(two.includes("aspect-ratio:1000/583"), two);
  assert(two.includes(
    ".figure-1-b-place{display:inline;transform:translate(-666.7px,268.8px) scale(1.6667)}",
  ));
});

Deno.test("arrange() says what was run in words", () => {
  const { words } = arrange("figure-1", figures)!;
  assertEquals(words.text, "test profile; seed 0");
});
