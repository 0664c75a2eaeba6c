import { assertEquals, assertStringIncludes } from "@std/assert";
import { svgText } from "../../../../pipeline/engine/diagram/svg.ts";
import { assertSnapshot } from "../../figures/snapshot.ts";
import { elementsOf } from "../../../support/well_formed.ts";
import { pictured } from "./pictured.ts";

const svg = svgText(pictured(), 'Title, <T> & "U"');

Deno.test("svgText() draws what its snapshot shows", () => {
  assertSnapshot("pipeline", svg);
});

Deno.test("svgText() tells states apart by borders, with words beside colours", () => {
  const elements = elementsOf(svg);
  const borders = new Map<string, string>();
  elements.forEach(({ attributes }, i) => {
    const [, state] = /^node (\w+)$/.exec(attributes.get("class") ?? "") ?? [];
    if (state === undefined) return;
    const { name, attributes: box } = elements[i + 2];
    assertEquals(name, "polygon");
    const border = ["stroke-width", "stroke-dasharray"]
      .map((name) => box.get(name)).join(" ");
    borders.set(state, border);
    assertStringIncludes(svg, `${state}</text>`);
  });
  const states = ["fresh", "missing", "stale", "waiting"];
  assertEquals([...borders.keys()].sort(), states);
  assertEquals(new Set(borders.values()).size, states.length);
});

Deno.test("svgText() counts the nodes of every state in a legend", () => {
  for (const count of ["5 fresh", "1 stale", "1 missing", "3 waiting"]) {
    assertStringIncludes(svg, `>${count}</text>`);
  }
});

Deno.test("svgText() says what it shows to those who cannot see it, and has a dark side", () => {
  const [root, title, description] = elementsOf(svg);
  assertEquals(root.attributes.get("role"), "img");
  assertEquals(
    root.attributes.get("aria-labelledby"),
    [title, description].map(({ attributes }) => attributes.get("id")).join(
      " ",
    ),
  );
  assertStringIncludes(svg, "Title, &lt;T> &amp; ");
  assertStringIncludes(svg, "train: 2 fresh, 1 stale, 1 missing");
  assertStringIncludes(svg, "(prefers-color-scheme:dark)");
});

Deno.test("svgText() gives the same text for the same states", () => {
  assertEquals(svgText(pictured(), 'Title, <T> & "U"'), svg);
});
