import { assert, assertEquals } from "@std/assert";
import { place } from "../../../../pipeline/engine/diagram/place.ts";

const size = { width: 80, height: 30 };
const sizes = new Map(["a", "b", "c", "d"].map((name) => [name, size]));

Deno.test("place() puts every box to the right of what it needs, and none over another", () => {
  const { middles, width, height } = place(sizes, [
    ["a", "b"],
    ["a", "c"],
    ["b", "d"],
    ["c", "d"],
  ]);
  const [a, b, c, d] = ["a", "b", "c", "d"].map((name) => middles.get(name)!);
  assert(a.x + size.width < b.x && b.x + size.width < d.x);
  assertEquals(b.x, c.x);
  assert(Math.abs(b.y - c.y) > size.height);
  for (const { x, y } of middles.values()) {
    assert(x >= size.width / 2 && x <= width - size.width / 2);
    assert(y >= size.height / 2 && y <= height - size.height / 2);
  }
});

Deno.test("place() leads an arrow from side to side, past the boxes between", () => {
  const { middles, arrows: [short, , long] } = place(sizes, [
    ["a", "b"],
    ["b", "c"],
    ["a", "c"],
  ]);
  const [a, b, c] = ["a", "b", "c"].map((name) => middles.get(name)!);
  const half = size.width / 2;
  assertEquals(short, [{ x: a.x + half, y: a.y }, { x: b.x - half, y: b.y }]);
  assertEquals(long.length, 3);
  assertEquals(long[0], { x: a.x + half, y: a.y });
  assertEquals(long[1].x, b.x);
  assert(Math.abs(long[1].y - b.y) > size.height / 2);
  assertEquals(long[2], { x: c.x - half, y: c.y });
});
