import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { mnistClassificationModels } from "../../../lib/experiments/mnist_classification/models.ts";
import {
  addedStyle,
  darkRules,
  dashOf,
  palettes,
  styleOf,
} from "../../../pipeline/figures/style.ts";

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
  assertEquals(styleOf("NDI", { palette: "mnist" }).light, "#1f78b4");
  assertEquals(styleOf("NDI-2", { palette: "mnist" }).light, "#CCA700");
});

Deno.test("styleOf() dots the single loop and dashes no other model", () => {
  for (const model of regression) {
    const { dash, cap } = styleOf(model);
    assertEquals(dash !== undefined, model.startsWith("SDI"), model);
    assertEquals(cap, model.startsWith("SDI") ? "round" : undefined);
  }
  for (const model of ["NDI-2", "DI", "DI-tanh"]) {
    assertEquals(styleOf(model, { palette: "mnist" }).dash, undefined);
  }
});

Deno.test("styleOf() tells thin lines of one colour from the broad pale ones under them", () => {
  for (const number of ["", "-2", "-3"]) {
    const [under, over] = [styleOf(`NDI${number}`), styleOf(`DI${number}`)];
    assert(under.width > 2 * over.width);
    assertEquals(over.opacity, 1);
  }
});

Deno.test("styleOf() gives every model of MNIST classification a colour of its own", () => {
  for (const shade of ["light", "dark"] as const) {
    const colours = mnistClassificationModels.map(({ name }) =>
      styleOf(name, { palette: "mnist" })[shade]
    );
    assertEquals(new Set(colours).size, mnistClassificationModels.length);
  }
});

Deno.test("styleOf() keeps FA-2 pale, yet visible on paper", () => {
  const { light, opacity } = styleOf("FA-2");
  assertEquals(opacity, .4);
  const seen = 1 - opacity * (1 - luminance(light));
  assert(1.05 / (seen + .05) > 1.4, `${seen}`);
});

Deno.test("styleOf() tells layers apart by dashes alone", () => {
  for (const model of ["DI", "SDI-2"]) {
    const [first, second] = [1, 2].map((layer) =>
      styleOf(model, undefined, layer)
    );
    assertEquals(first.dash, undefined);
    assert(second.dash !== undefined);
    assertEquals({ ...second, dash: undefined }, first);
  }
});

Deno.test("darkRules() flips black to white, on screens alone, within one figure", () => {
  const rules = darkRules("figure-0", ["BP"]);
  assert(rules.startsWith("@media screen and (prefers-color-scheme:dark){"));
  assert(rules.includes(".figure-0 .model-bp{color:#ffffff}"));
});

Deno.test("styleOf() gives an added model the style of its place, whatever its name", () => {
  const added = { "DI-2": 3, "mine": 0 };
  assertEquals(styleOf("DI-2", { added }), addedStyle(3));
  assertEquals(styleOf("DI", { added }), styleOf("DI"));
  const [first, second] = [1, 2].map((layer) =>
    styleOf("mine", { added }, layer)
  );
  assertEquals(first.light, addedStyle(0).light);
  assertEquals([first.dash, second.dash], [dashOf(1), dashOf(2)]);
});

Deno.test("addedStyle() has 28 that differ, neighbours in dash and colour, none dashed as a layer", () => {
  const styles = Array.from({ length: 28 }, (_, place) => addedStyle(place));
  const looks = styles.map(({ light, dash }) => `${light} ${dash}`);
  assertEquals(new Set(looks).size, 28);
  assertEquals(addedStyle(28), addedStyle(0));
  styles.slice(1).forEach(({ light, dash }, k) => {
    assertNotEquals(light, styles[k].light);
    assertNotEquals(dash, styles[k].dash);
    assertNotEquals(dash, dashOf(2));
  });
});

Deno.test("styleOf() gives any other model a dash that no published one has", () => {
  for (const key of ["regression", "mnist"] as const) {
    const { dash, opacity } = styleOf("XYZ", { palette: key });
    assertEquals(opacity, 1);
    for (const model of Object.keys(palettes[key])) {
      assertNotEquals(styleOf(model, { palette: key }).dash, dash);
    }
  }
});

function luminance(colour: string): number {
  const [r, g, b] = colour.match(/[\da-f]{2}/gi)!
    .map((pair) => (parseInt(pair, 16) / 255) ** 2.2);
  return .2126 * r + .7152 * g + .0722 * b;
}
