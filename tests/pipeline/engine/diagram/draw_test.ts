import { assertEquals, assertStringIncludes } from "@std/assert";
import { svgDiagram } from "../../../../pipeline/engine/diagram/draw.ts";
import { assertSnapshot } from "../../figures/snapshot.ts";
import { elementsOf } from "../../../support/well_formed.ts";
import { pictured } from "./pictured.ts";

const svg = svgDiagram(pictured(), "Title");

Deno.test("svgDiagram() draws what its snapshot shows", () => {
  assertSnapshot("pipeline", svg);
});

Deno.test("svgDiagram() tells states apart by borders, with words beside colours", () => {
  const elements = elementsOf(svg);
  const states = new Set(["fresh", "stale", "missing", "waiting"]);
  const borders = new Map<string, string>();
  elements.forEach(({ attributes }, i) => {
    const state = attributes.get("class") ?? "";
    if (!states.has(state)) return;
    const { attributes: rect } = elements[i + 1];
    const border = `${rect.get("stroke-width")} ${
      rect.get("stroke-dasharray")
    }`;
    borders.set(state, border);
    assertStringIncludes(svg, `${state}</tspan>`);
  });
  assertEquals(new Set(borders.keys()), states);
  assertEquals(new Set(borders.values()).size, states.size);
});

Deno.test("svgDiagram() says what it shows to those who cannot see it, and has a dark side", () => {
  const [root, title, description] = elementsOf(svg);
  assertEquals(root.attributes.get("role"), "img");
  assertEquals(
    root.attributes.get("aria-labelledby"),
    [title, description].map(({ attributes }) => attributes.get("id")).join(
      " ",
    ),
  );
  assertStringIncludes(svg, "train: 2 fresh, 1 stale, 1 missing");
  assertStringIncludes(svg, "(prefers-color-scheme:dark)");
});

Deno.test("svgDiagram() gives the same text for the same states", () => {
  assertEquals(svgDiagram(pictured(), "Title"), svg);
});
