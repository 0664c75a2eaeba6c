import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  type Block,
  blocksOf,
} from "../../../../lib/experiments/mnist_classification/blocks.ts";

const spans = (blocks: Iterable<Block>) =>
  [...blocks].map(({ start, stop, evaluates }) =>
    `${start}-${stop}${evaluates ? "!" : ""}`
  );

Deno.test("blocksOf() ends a block after each example that is measured", () => {
  assertEquals(
    spans(blocksOf(0, { examples: 20, evaluateEvery: 10, block: 4 })),
    ["0-1!", "1-5", "5-9", "9-11!", "11-15", "15-19", "19-20"],
  );
});

Deno.test("blocksOf() counts measured examples over all epochs", () => {
  assertEquals(
    spans(blocksOf(1, { examples: 7, evaluateEvery: 5, block: 100 })),
    ["7-11!", "11-14"],
  );
});

Deno.test("blocksOf() measures after every example where evaluateEvery is 1", () => {
  assertEquals(
    spans(blocksOf(0, { examples: 3, evaluateEvery: 1, block: 64 })),
    ["0-1!", "1-2!", "2-3!"],
  );
});

Deno.test("blocksOf() covers every example once, in order, and measures the right ones", () => {
  const small = fc.integer({ min: 1, max: 40 });
  fc.assert(
    fc.property(small, small, small, (examples, evaluateEvery, block) => {
      let next = 0;
      const measured: number[] = [];
      for (const epoch of [0, 1, 2]) {
        for (
          const { start, stop, evaluates } of blocksOf(epoch, {
            examples,
            evaluateEvery,
            block,
          })
        ) {
          assertEquals(start, next);
          assert(stop > start && stop - start <= block);
          assert(stop <= (epoch + 1) * examples);
          if (evaluates) measured.push(stop - 1);
          next = stop;
        }
      }
      assertEquals(next, 3 * examples);
      const wanted = Array.from({ length: next }, (_, n) => n)
        .filter((n) => n % evaluateEvery === 0);
      assertEquals(measured, wanted);
    }),
  );
});
