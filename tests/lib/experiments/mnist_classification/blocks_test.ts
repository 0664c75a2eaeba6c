import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { blocksOf } from "../../../../lib/experiments/mnist_classification/train.ts";
import { NumpyRandom } from "../../../../lib/random/numpy_random.ts";
import { smallProblem } from "./small_problem.ts";

const { start } = smallProblem();

const spans = (settings: Parameters<typeof blocksOf>[0]) =>
  [...blocksOf(settings, start)].map(({ first, done, evaluates, endsEpoch }) =>
    `${first}-${done}${evaluates ? "!" : ""}${endsEpoch ? "." : ""}`
  );

Deno.test("blocksOf() ends a block after each example that is measured", () => {
  assertEquals(
    spans({ epochs: 1, examples: 20, evaluateEvery: 10, block: 4 }),
    ["0-1!", "1-5", "5-9", "9-11!", "11-15", "15-19", "19-20."],
  );
});

Deno.test("blocksOf() counts measured examples over all epochs", () => {
  assertEquals(
    spans({ epochs: 2, examples: 7, evaluateEvery: 5, block: 100 }),
    ["0-1!", "1-6!", "6-7.", "7-11!", "11-14."],
  );
});

Deno.test("blocksOf() measures after every example where evaluateEvery is 1", () => {
  assertEquals(
    spans({ epochs: 1, examples: 3, evaluateEvery: 1, block: 64 }),
    ["0-1!", "1-2!", "2-3!."],
  );
});

Deno.test("blocksOf() covers every example once an epoch, in random order, and measures the right ones", () => {
  const small = fc.integer({ min: 1, max: 40 });
  fc.assert(
    fc.property(small, small, small, (examples, evaluateEvery, block) => {
      const settings = { epochs: 3, examples, evaluateEvery, block };
      let next = 0;
      const measured: number[] = [], images: number[] = [];
      for (const step of blocksOf(settings, start)) {
        const { first, last, done, evaluates } = step;
        assertEquals([first, last], [next, done - 1]);
        assertEquals(step.images.length, done - first);
        assert(done > first && done - first <= block);
        assert(done <= examples * Math.ceil(done / examples));
        images.push(...step.images);
        if (evaluates) measured.push(last);
        next = done;
      }
      assertEquals(next, 3 * examples);
      const wanted = Array.from({ length: next }, (_, n) => n)
        .filter((n) => n % evaluateEvery === 0);
      assertEquals(measured, wanted);
      const random = NumpyRandom.fromState(start);
      const orders = [1, 2, 3].map(() => [...random.permutation(examples)]);
      assertEquals(images, orders.flat());
    }),
  );
});
