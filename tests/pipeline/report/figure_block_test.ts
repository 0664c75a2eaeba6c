import { assert, assertEquals } from "@std/assert";
import { modelKey } from "../../../pipeline/report/figure_block.ts";
import { elementsOf } from "../../support/well_formed.ts";

Deno.test("modelKey() has a button for each model, and one for all; hidden at first", () => {
  const { text } = modelKey(
    ["BP", "new", "DI"].map((name) => ({ name })),
    "A & B",
  );
  const [group, ...rest] = elementsOf(text.trim());
  assert(group.attributes.has("hidden"));
  assertEquals(group.attributes.get("aria-label"), "Models shown: A &#38; B");
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
      modelKey([{ name: "NDI-2" }], "", palette).text,
    )![1];
  assert(colour("regression") !== colour("mnist"));
});

Deno.test("modelKey() is empty without a model", () => {
  assertEquals(modelKey([], "").text, "");
});
