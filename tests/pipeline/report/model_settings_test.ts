import { assertEquals, assertStringIncludes } from "@std/assert";
import {
  type ModelSettings,
  modelSettings,
} from "../../../pipeline/report/model_settings.ts";
import { markup } from "../../../pipeline/report/markup.ts";

const large = { name: "FA-2", feedback: "neg-transpose", scale: 50 };
const loop = (leak: number) => (
  { name: "NDI", feedback: "neg-transpose", leak }
);

/** The table of some experiments. */
const textOf = (
  models: Record<string, ModelSettings[]>,
) =>
  markup`${
    modelSettings(
      Object.entries(models).map(([title, models]) => ({
        ...{ name: title, title, label: "", models },
      })),
    )
  }`.text.replaceAll(/\s+/g, " ");

Deno.test("modelSettings() has a column for experiments whose models are alike, and warns of a name that is not one model", () => {
  const text = textOf({
    Linear: [{ name: "BP" }, large, loop(.01)],
    Scaled: [{ name: "BP" }, large, loop(.01)],
    Digits: [{ name: "FA", feedback: "random" }, loop(0)],
  });
  assertStringIncludes(text, '<th scope="col">Linear; Scaled</th>');
  assertStringIncludes(text, "<td>B = −50 Wᵀ</td><td>—</td>");
  assertStringIncludes(text, "<td>α 0.01, B = −Wᵀ</td><td>α 0, B = −Wᵀ</td>");
  assertStringIncludes(text, "<td>—</td><td>B random</td>");
  assertStringIncludes(
    text,
    "NDI has a leak of 0.01 in Linear, and of 0 in Digits.",
  );
});

Deno.test("modelSettings() tells learning rates where models have their own", () => {
  const own = textOf({
    Teacher: [{ name: "BP", eta: .1 }, { ...loop(.01), eta: .02 }],
  });
  assertStringIncludes(own, "<td>η 0.1</td>");
  assertStringIncludes(own, "<td>α 0.01, B = −Wᵀ, η 0.02</td>");
  assertStringIncludes(own, "stable. The learning rate η stands where");
  assertEquals(textOf({ Linear: [loop(.01)] }).includes("η"), false);
});

Deno.test("modelSettings() warns of nothing where names are models, and is empty where none has a leak or feedback", () => {
  assertEquals(textOf({ Linear: [loop(.01)] }).includes("Mind"), false);
  assertEquals(textOf({ Linear: [{ name: "BP" }] }), "");
});
