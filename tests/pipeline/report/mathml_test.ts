import { assert, assertEquals, assertThrows } from "@std/assert";
import { mathml } from "../../../pipeline/report/mathml.ts";
import { elementsOf } from "../../support/well_formed.ts";

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
