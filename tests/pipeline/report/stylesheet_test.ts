import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { furtherPalettes, palettes } from "../../../pipeline/figures/style.ts";
import { addedRules, stylesheet } from "../../../pipeline/report/stylesheet.ts";

const regression = { palette: "regression" } as const;
const mnist = { palette: "mnist" } as const;

Deno.test("addedRules() is empty where only published models are shown", () => {
  const names = Object.keys(palettes.regression);
  assertEquals(addedRules([regression, mnist], names).text, "");
});

Deno.test("addedRules() has the colours of models beyond the paper where these are shown, which no other page has", () => {
  const { light, dark } = furtherPalettes.regression.GN;
  const { text } = addedRules([regression], ["BP", "GN"]);
  assertStringIncludes(text, `.drawn .model-gn{color:${light}}`);
  assertStringIncludes(text, `.palette-regression .model-gn{color:${dark}}`);
  assertEquals(text.includes(".model-bp{"), false);
  assertEquals(stylesheet.text.includes(".model-gn{"), false);
  assertEquals(addedRules([mnist], ["GN"]).text, "");
});

Deno.test("addedRules() has the colours of models that a run adds", () => {
  const { text } = addedRules([{ ...regression, added: { mine: 0 } }]);
  assertMatch(text, /\.drawn \.model-mine\{color:#/);
});
