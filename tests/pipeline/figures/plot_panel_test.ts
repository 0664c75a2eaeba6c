import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { spread } from "../../../pipeline/figures/plot_panel.ts";

const room = { gap: 10, least: 0, most: 100 };

Deno.test("spread() leaves positions that are far enough apart", () => {
  assertEquals(spread([5, 20, 90], room), [5, 20, 90]);
});

Deno.test("spread() parts colliding positions about their middle", () => {
  assertEquals(spread([50, 50], room), [45, 55]);
  assertEquals(spread([50, 52, 54, 90], room), [42, 52, 62, 90]);
});

Deno.test("spread() keeps inside its bounds", () => {
  assertEquals(spread([0, 0, 0], room), [0, 10, 20]);
  assertEquals(spread([100, 100], room), [90, 100]);
});

Deno.test("spread() shares too little room evenly", () => {
  assertEquals(spread([1, 2, 3], { gap: 10, least: 0, most: 10 }), [0, 5, 10]);
});

Deno.test("spread() always keeps order, gap and bounds", () => {
  const positions = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), {
    minLength: 1,
    maxLength: 11,
  }).map((positions) => positions.sort((a, b) => a - b));
  fc.assert(fc.property(positions, (wanted) => {
    const places = spread(wanted, room);
    assert(places[0] >= -1e-9 && places.at(-1)! <= 100 + 1e-9);
    places.slice(1).forEach((place, k) =>
      assert(place - places[k] >= 10 - 1e-9)
    );
  }));
});
