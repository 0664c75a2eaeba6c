import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { addedStyle } from "../../../pipeline/figures/style.ts";
import {
  figureBlock,
  modelKey,
} from "../../../pipeline/report/figure_block.ts";
import { Markup } from "../../../pipeline/report/markup.ts";
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

Deno.test("figureBlock() names a drawing of one panel, with its palette, so that it can be drawn again", () => {
  const figure = {
    ...{ name: "figure-9z", title: "Z", caption: "", metrics: ["error"] },
    ...{ experiments: ["z"], palette: "mnist" as const },
  };
  const drawn = (attributes: string) =>
    figureBlock(figure, { again: {} }, {
      figures: {
        "figure-9z": new Markup(
          `<svg${attributes} class="figure-9z"><desc></desc></svg>`,
        ),
      },
    }).text;
  assertStringIncludes(
    drawn(' data-scales="{}"'),
    `<svg id="figure-9z-drawing" data-scales="{}" class="figure-9z palette-mnist">`,
  );
  assertStringIncludes(drawn(""), `<svg class="figure-9z">`);
});
