import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { addedStyle } from "../../../pipeline/figures/style.ts";
import { modelKey } from "../../../pipeline/report/figure_block.ts";
import { elementsOf } from "../../support/well_formed.ts";

Deno.test("modelKey() has a button for each model, and one for all; hidden at first", () => {
  const { text } = modelKey(
    ["BP", "new", "DI"].map((name) => ({ name })),
    "A & B",
  );
  const [group, ...rest] = elementsOf(text.trim());
  assert(group.attributes.has("hidden"));
  assertEquals(
    group.attributes.get("aria-label"),
    "Hide or show models: A &#38; B",
  );
  const buttons = rest.filter(({ name }) => name === "button");
  assertEquals(buttons.map(({ attributes }) => attributes.get("data-model")), [
    "BP",
    "new",
    "DI",
    undefined,
  ]);
});

Deno.test("modelKey() shows the colours of its figures", () => {
  const colour = (palette: "regression" | "mnist") =>
    /color="([^"]+)"/.exec(
      modelKey([{ name: "NDI-2" }], "", { palette }).text,
    )![1];
  assert(colour("regression") !== colour("mnist"));
});

Deno.test("modelKey() shows added models in the style of their place", () => {
  const { light, dash } = addedStyle(4);
  const { text } = modelKey([{ name: "DI-2" }], "", { added: { "DI-2": 4 } });
  assertStringIncludes(text, ` color="${light}"`);
  assertStringIncludes(text, ` stroke-dasharray="${dash}"`);
});

Deno.test("modelKey() is empty without a model", () => {
  assertEquals(modelKey([], "").text, "");
});
