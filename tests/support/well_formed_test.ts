import { assertEquals, assertThrows } from "@std/assert";
import { elementsOf } from "./well_formed.ts";

Deno.test("elementsOf() gives elements and attributes in order", () => {
  const [a, b] = elementsOf('<a x="1" y="&#60;"><b/>words &amp; more</a>');
  assertEquals([a.name, b.name], ["a", "b"]);
  assertEquals([...a.attributes], [["x", "1"], ["y", "&#60;"]]);
});

Deno.test("elementsOf() takes a script's text as it is", () => {
  const names = elementsOf("<a><script>1 < 2 && 3</script><b/></a>")
    .map(({ name }) => name);
  assertEquals(names, ["a", "script", "b"]);
});

for (
  const [what, text] of [
    ["elements that do not nest", "<a><b></a></b>"],
    ["an element left open", "<a>"],
    ["a script left open", "<a><script>1</a>"],
    ["a loose <", "<a>1 < 2</a>"],
    ["a loose &", "<a>1 & 2</a>"],
    ["a loose & in an attribute", '<a x="&"/>'],
    ["an attribute without quotes", "<a x=1/>"],
    ["a repeated attribute", '<a x="1" x="2"/>'],
  ]
) {
  Deno.test(`elementsOf() refuses ${what}`, () => {
    assertThrows(() => elementsOf(text), SyntaxError);
  });
}
