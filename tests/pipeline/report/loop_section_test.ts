import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { loopSection } from "../../../pipeline/report/loop_section.ts";
import { sectionMarkup } from "../../../pipeline/report/markup.ts";
import { elementsOf } from "../../support/well_formed.ts";

Deno.test("loopSection() is whole without a script: drawings, words, and no control", () => {
  const { text } = sectionMarkup(loopSection());
  const elements = elementsOf(text);
  const all = (name: string) =>
    elements.filter((element) => element.name === name)
      .map(({ attributes }) => attributes);
  assertEquals(all("form").map((form) => form.has("hidden")), [true]);
  assertEquals(
    all("figure").map((figure) => [figure.get("id"), figure.has("hidden")]),
    [
      ["loop-angles", false],
      ["loop-plane", false],
      ["loop-path", true],
      ["loop-below", false],
      ["loop-above", false],
    ],
  );
  assertEquals(all("svg").filter((svg) => svg.has("aria-label")).length, 4);
  assertStringIncludes(text, "Stable: the leading eigenvalue is −0.122");
  assert(!/NaN|undefined| style=/.test(text));
});

Deno.test("loopSection() names every control, and its sliders' values", () => {
  const elements = elementsOf(sectionMarkup(loopSection()).text);
  const ids = (names: string[], attribute: string) =>
    elements.filter(({ name }) => names.includes(name))
      .map(({ attributes }) => attributes.get(attribute));
  const controls = ids(["input", "select"], "id");
  assertEquals(controls.length, 6);
  assertEquals(ids(["label"], "for"), controls);
  assertEquals(ids(["output"], "for"), ["loop-dt", "loop-gain", "loop-alpha"]);
});
