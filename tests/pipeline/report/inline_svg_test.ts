import { assertEquals, assertThrows } from "@std/assert";
import { inlineSvg } from "../../../pipeline/report/inline_svg.ts";

Deno.test("inlineSvg() gives an SVG file as it is", () => {
  const svg =
    '<svg class="figure-0"><title id="figure-0-title">A</title></svg>';
  assertEquals(inlineSvg("figure-0", `${svg}\n`).text, svg);
});

Deno.test("inlineSvg() refuses what is not an SVG element, and ids another figure might have", () => {
  assertThrows(
    () => inlineSvg("figure-0", "<script>alert()</script>"),
    SyntaxError,
    "Cannot inline figure-0: it is not an SVG element",
  );
  assertThrows(
    () => inlineSvg("figure-0", '<svg class="a"><g id="clip-1"/></svg>'),
    SyntaxError,
    "Cannot inline figure-0: its id clip-1 does not begin with figure-0-",
  );
});
