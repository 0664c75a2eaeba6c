import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  dataBlock,
  inlineSvg,
  Markup,
  markup,
  mathml,
} from "../../../pipeline/report/markup.ts";
import { elementsOf } from "../../support/well_formed.ts";

Deno.test("markup`` escapes text and numbers, and not markup", () => {
  const inner = markup`<b>${"1 < 2 & 3"}</b>`;
  assertEquals(
    markup`<p>${inner}${4}</p>`.text,
    "<p><b>1 &#60; 2 &#38; 3</b>4</p>",
  );
});

Deno.test("markup`` joins lists, each of its contents in its own way", () => {
  const list = ["<", new Markup("<br>"), ["&"]];
  assertEquals(markup`${list}`.text, "&#60;<br>&#38;");
});

Deno.test("markup`` lets no text out of an element or an attribute", () => {
  fc.assert(fc.property(fc.string({ unit: "binary-ascii" }), (text) => {
    const elements = elementsOf(markup`<a title="${text}">${text}</a>`.text);
    assertEquals(elements.length, 1);
    assertEquals(elements[0].attributes.size, 1);
  }));
});

Deno.test("mathml() is well-formed MathML that needs no stylesheet", () => {
  const { text } = mathml(String.raw`\delta = W^{\top} e \circ \varphi'`);
  const elements = elementsOf(text);
  assertEquals(elements[0].name, "math");
  assert(elements.some(({ name }) => name === "msup"));
  for (const { attributes } of elements) {
    assert(!attributes.has("class") && !attributes.has("style"));
  }
});

Deno.test("mathml() refuses what is not TeX", () => {
  assertThrows(() => mathml(String.raw`\frac{1}`));
});

Deno.test("dataBlock() holds a value that no letter of it can end", () => {
  const value = { text: "</script><!-- & 'more' \"quoted\"" };
  const { text } = dataBlock("one", value);
  const [, json] = text.match(
    /^<script type="application\/json" id="one">(.*)<\/script>$/,
  )!;
  assert(!/[<&]/.test(json));
  assertEquals(JSON.parse(json), value);
});

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
