import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { Markup, markup } from "../../../pipeline/report/markup.ts";
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
