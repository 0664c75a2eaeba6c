import { assert, assertEquals, assertThrows } from "@std/assert";
import { darkRules, styleOf } from "../../../pipeline/figures/style.ts";

const regression = "BP FA FA-2 PBP NDI NDI-2 NDI-3 DI DI-2 DI-3 SDI SDI-2 SDI-3"
  .split(" ");

Deno.test("styleOf() gives the published colours", () => {
  const light = (model: string) => styleOf(model).light;
  assertEquals(
    ["BP", "FA", "PBP", "DI", "DI-2", "DI-3"].map(light),
    ["#000000", "#bdbdbd", "#33a02c", "#1f78b4", "#e31a1c", "#CCA700"],
  );
  for (const number of ["", "-2", "-3"]) {
    assertEquals(light(`NDI${number}`), light(`DI${number}`));
    assertEquals(light(`SDI${number}`), light(`DI${number}`));
    assertEquals(styleOf(`NDI${number}`).opacity, .4);
  }
  assertEquals(styleOf("NDI", "mnist").light, "#1f78b4");
  assertEquals(styleOf("NDI-2", "mnist").light, "#CCA700");
});

Deno.test("styleOf() tells models of one kind of line apart by more than colour, bar the published dots and pale lines", () => {
  const thin = ["BP", "FA", "PBP", "DI", "DI-2", "DI-3"].map((model) =>
    styleOf(model)
  );
  const solid = thin.filter(({ dash }) => dash === undefined);
  assertEquals(solid.length, 4);
  const bright = solid.map(({ light }) => luminance(light)).sort((a, b) =>
    a - b
  );
  bright.slice(1).forEach((value, k) => assert(value - bright[k] > .05));
  assertEquals(new Set(thin.map(({ dash }) => dash)).size, 3);
});

Deno.test("darkRules() flips black to white, on screens alone, within one figure", () => {
  const rules = darkRules("figure-0", ["BP"]);
  assert(rules.startsWith("@media screen and (prefers-color-scheme:dark){"));
  assert(rules.includes(".figure-0 .model-bp{color:#ffffff}"));
});

Deno.test("styleOf() has every published model, and refuses others", () => {
  for (const model of regression) styleOf(model);
  assertThrows(
    () => styleOf("XYZ"),
    RangeError,
    "Cannot draw model XYZ: it has no style",
  );
});

function luminance(colour: string): number {
  const [r, g, b] = colour.match(/[\da-f]{2}/gi)!
    .map((pair) => (parseInt(pair, 16) / 255) ** 2.2);
  return .2126 * r + .7152 * g + .0722 * b;
}
