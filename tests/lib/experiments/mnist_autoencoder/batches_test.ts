import { assertEquals } from "@std/assert";
import { batchesOf } from "../../../../lib/experiments/mnist_autoencoder/train.ts";
import { NumpyRandom } from "../../../../lib/random/numpy_random.ts";
import { smallProblem } from "./small_problem.ts";

const { start } = smallProblem();
const evaluateEvery = 4;

Deno.test("batchesOf() cuts every epoch into batches, the last of them smaller", () => {
  const settings = { epochs: 2, examples: 25, batchSize: 10, batches: 100 };
  const batches = [...batchesOf({ ...settings, evaluateEvery }, start)];
  assertEquals(
    batches.map(({ images, done, endsEpoch, evaluates }) => [
      images.length,
      done,
      endsEpoch,
      evaluates,
    ]),
    [
      [10, 1, false, false],
      [10, 2, false, false],
      [5, 3, true, false],
      [10, 4, false, true],
      [10, 5, false, false],
      [5, 6, true, false],
    ],
  );
  const random = NumpyRandom.fromState(start);
  const first = random.permutation(25);
  const second = random.permutation(25).map((k) => first[k]);
  assertEquals(batches.flatMap(({ images }) => [...images]), [
    ...first,
    ...second,
  ]);
});

Deno.test("batchesOf() ends after so many batches, in whichever epoch that is", () => {
  const settings = { epochs: 9, examples: 30, batchSize: 10, batches: 4 };
  const batches = [...batchesOf({ ...settings, evaluateEvery }, start)];
  assertEquals(batches.map(({ endsEpoch }) => endsEpoch), [
    ...[false, false, true],
    true,
  ]);
});
