import { assertEquals } from "@std/assert";
import {
  areUsual,
  seedsFor,
  seedTexts,
  usualSeeds,
  withSeeds,
} from "../../../../pipeline/engine/text/seeds.ts";

const seeds = { "*": [0, 1, 2], "mnist-*": [0], "mnist-a": [7] };

Deno.test("seedsFor() takes the last pattern that fits, else what is usual", () => {
  const names = ["linear", "mnist-b", "mnist-a"];
  assertEquals(names.map((name) => seedsFor(seeds, name)), [
    [0, 1, 2],
    [0],
    [7],
  ]);
  assertEquals(seedsFor({ "mnist-*": [0] }, "linear"), [0]);
});

Deno.test("withSeeds() moves a pattern that is given again to the end", () => {
  const all = withSeeds(seeds, { "mnist-*": [3] });
  assertEquals(seedsFor(all, "mnist-a"), [3]);
  assertEquals(withSeeds(seeds, { "*": [1] }), { "*": [1] });
});

Deno.test("seedTexts() are as people write them", () => {
  assertEquals(seedTexts(seeds), ["0-2", "mnist-*=0", "mnist-a=7"]);
  assertEquals(areUsual(usualSeeds), true);
  assertEquals(areUsual(seeds), false);
});
