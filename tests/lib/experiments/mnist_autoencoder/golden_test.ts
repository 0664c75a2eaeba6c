import { assertAlmostEquals } from "@std/assert";
import { publishedModels } from "../../../../lib/experiments/mnist_models.ts";
import type { Matrix } from "../../../../lib/linalg/matrix.ts";
import { norm } from "../../../../lib/linalg/norms.ts";
import {
  assertLearnsAsPublished,
  type Digest,
  goldens,
  type Measured,
  publishedStart,
} from "./published_batches.ts";
import { wasm } from "../../network/backends.ts";
import { matricesOf } from "./small_problem.ts";

// What mnist_autoencoding.py computes in 20 batches from seed 0. A measurement takes as long as
// these, and one of the training images six times that, so only some are made.

const measured: Record<string, Measured> = {
  "normal NDI": { test: [10, 20], train: [20] },
  "orthogonal PBP": { test: [20] },
  "orthogonal FA": { test: [20] },
};

for (const weights of ["normal", "orthogonal"] as const) {
  const { initial } = goldens[weights];

  Deno.test(`initialise() draws ${weights} weights as published`, () => {
    const start = publishedStart(weights);
    matricesOf(start, "W").forEach((W, k) =>
      assertDrawn(W, initial[`W${k}_tmp` as "W0_tmp"])
    );
    assertDrawn(start.B1, initial.B1_tmp);
    assertDrawn(start.B2, initial.B2_tmp);
  });

  for (const model of publishedModels) {
    Deno.test(`AutoencoderNetwork with ${model.name} learns 20 batches from ${weights} weights as published`, async () => {
      const when = measured[`${weights} ${model.name}`] ?? {};
      await assertLearnsAsPublished(wasm, {
        weights,
        model,
        measured: when,
      });
    });
  }
}

/** Number by number where they are told, else by sums. */
function assertDrawn(
  { data }: Matrix,
  wanted: Digest & { last_row_last_5: number[] },
): void {
  wanted.first_row_first_5.forEach((w, i) =>
    assertAlmostEquals(data[i], w, 1e-13)
  );
  const last = data.subarray(-5);
  wanted.last_row_last_5.forEach((w, i) =>
    assertAlmostEquals(last[i], w, 1e-13)
  );
  assertAlmostEquals(data.reduce((sum, w) => sum + w), wanted.sum, 1e-10);
  assertAlmostEquals(norm(data) ** 2 / wanted.sum_of_squares, 1, 1e-12);
}
