import { assertEquals } from "@std/assert";
import {
  batchCount,
  batchesOf,
} from "../../../../lib/experiments/mnist_autoencoder/batches.ts";

const published = {
  epochs: 20,
  examples: 60000,
  batchSize: 100,
  batches: 12000,
};

Deno.test("batchesOf() cuts every epoch into batches, the last of them shorter", () => {
  const batches = [
    ...batchesOf({ epochs: 2, examples: 25, batchSize: 10, batches: 100 }),
  ];
  assertEquals(
    batches.map((
      { number, epoch, start, stop, endsEpoch },
    ) => [number, epoch, start, stop, endsEpoch]),
    [
      [1, 0, 0, 10, false],
      [2, 0, 10, 20, false],
      [3, 0, 20, 25, true],
      [4, 1, 0, 10, false],
      [5, 1, 10, 20, false],
      [6, 1, 20, 25, true],
    ],
  );
});

Deno.test("batchesOf() ends after so many batches, in whichever epoch that is", () => {
  const batches = [
    ...batchesOf({ epochs: 9, examples: 30, batchSize: 10, batches: 4 }),
  ];
  assertEquals(batches.map(({ endsEpoch }) => endsEpoch), [
    false,
    false,
    true,
    true,
  ]);
});

Deno.test("batchCount() is how many batchesOf() gives", () => {
  assertEquals(batchCount(published), 12000);
  for (const batches of [1, 599, 600, 601]) {
    const settings = { ...published, epochs: 1, batches };
    assertEquals(batchCount(settings), [...batchesOf(settings)].length);
  }
});
