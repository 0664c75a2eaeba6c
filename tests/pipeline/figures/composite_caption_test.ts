import { assertEquals } from "@std/assert";
import {
  compositeCaption,
  rangeText,
} from "../../../pipeline/figures/composite_caption.ts";
import { figure3e } from "../../../pipeline/figures/figure_3.ts";
import { curve } from "./visible.ts";

const place = { panel: figure3e, x: 0, y: 0, width: 200, height: 100 };

function shown(letter: string, mean: number[], label = "test profile") {
  const summary = {
    experiment: "linear-regression",
    label,
    settings: {},
    seeds: [7],
    models: [],
  };
  return {
    place: { ...place, letter },
    curves: [curve(mean)],
    results: { curves: {}, summary },
  };
}

Deno.test("rangeText() shortens three neighbours or more", () => {
  assertEquals(rangeText(["a", "c", "d", "e", "f"]), "a, c–f");
  assertEquals(rangeText(["b", "a"]), "a, b");
  assertEquals(rangeText([]), "");
});

Deno.test("compositeCaption() tells one run without letters, several with them", () => {
  assertEquals(compositeCaption([shown("a", [1]), shown("b", [2])]), [
    "test profile · seed 7",
  ]);
  assertEquals(compositeCaption([shown("a", [1]), shown("b", [2], "other")]), [
    "a: test profile · seed 7; b: other · seed 7",
  ]);
});

Deno.test("compositeCaption() tells a thing once, with the letters of all panels it is true of", () => {
  assertEquals(
    compositeCaption([shown("a", [99]), shown("b", [2]), shown("c", [99])]),
    [
      "test profile · seed 7",
      "a, c: vertical axis longer than the published −3 to 55",
    ],
  );
});
