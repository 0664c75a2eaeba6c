import { assertEquals, assertThrows } from "@std/assert";
import {
  inOrder,
  isInside,
  textEntry,
} from "../../../../pipeline/engine/archive/entry.ts";

Deno.test("inOrder() sorts by letters, whatever the language, and takes no path twice, or outside", () => {
  const of = (...paths: string[]) =>
    inOrder(paths.map((path) => textEntry(path, ""))).map(({ path }) => path);
  const sorted = ["B/a", "a", "a-b", "a/b", "ä"];
  assertEquals(of(...sorted.toReversed()), sorted);
  for (const paths of [["a", "b", "a"], ["a/../b"], ["/a"]]) {
    assertThrows(() => of(...paths), RangeError, "Cannot pack");
  }
});

Deno.test("isInside() knows paths that lead elsewhere, or that a line of sums cannot hold", () => {
  const inside = ["a", "a/b", "a b/..c", "-a", ".a"];
  const outside = ["", "/a", "a/", "a//b", "../a", "a/..", "./a", "a\\b"];
  const unfit = ["a\nb", "a\0", "a\u202eb"];
  assertEquals(inside.filter(isInside), inside);
  assertEquals([...outside, ...unfit].filter(isInside), []);
});
