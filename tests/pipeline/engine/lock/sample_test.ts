import { assertEquals, assertNotEquals } from "@std/assert";
import { sampleOf } from "../../../../pipeline/engine/lock/sample.ts";

const names = Array.from({ length: 30 }, (_, i) => `node-${i}`);

Deno.test("sampleOf() takes a share, rounded up, in the names' own order", () => {
  const counts = [0.1, 0.11, 1, 0.001].map((share) =>
    sampleOf(names, { share, seed: 1 }).length
  );
  assertEquals(counts, [3, 4, 30, 1]);
  assertEquals(sampleOf(names, { share: 1, seed: 1 }), names);
  assertEquals(sampleOf([], { share: 1, seed: 1 }), []);
});

Deno.test("sampleOf() is the same for the same seed, whatever the order of the names, and another for another", () => {
  const share = 0.2;
  const one = sampleOf(names, { share, seed: 1 });
  const reversed = sampleOf(names.toReversed(), { share, seed: 1 });
  assertEquals(reversed.toReversed(), one);
  assertNotEquals(sampleOf(names, { share, seed: 2 }), one);
});

Deno.test("sampleOf() leaves no name out for ever", () => {
  const drawn = new Set<string>();
  for (let seed = 0; seed < 100; seed++) {
    for (const name of sampleOf(names, { share: 0.1, seed })) drawn.add(name);
  }
  assertEquals(drawn.size, names.length);
});
