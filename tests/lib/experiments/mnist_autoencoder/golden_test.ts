import { assertAlmostEquals } from "@std/assert";
import { selectImages } from "../../../../lib/datasets/mnist.ts";
import { initialiseMnistAutoencoder } from "../../../../lib/experiments/mnist_autoencoder/initialise.ts";
import { publishedModels } from "../../../../lib/experiments/mnist_models.ts";
import {
  AutoencoderNetwork,
  type LayerWeights,
} from "../../../../lib/experiments/mnist_autoencoder/network.ts";
import type { Matrix } from "../../../../lib/linalg/matrix.ts";
import { sumOfSquares } from "../../../../lib/linalg/norms.ts";
import { NumpyRandom } from "../../../../lib/random/numpy_random.ts";
import normal from "../../../golden/mnist-autoencoder-normal-20-batches.seed-0.json" with {
  type: "json",
};
import orthogonal from "../../../golden/mnist-autoencoder-orthogonal-20-batches.seed-0.json" with {
  type: "json",
};
import { mnist } from "../mnist_classification/mnist.ts";
import { engines } from "./small_problem.ts";

// What mnist_autoencoding.py computes in 20 batches from seed 0. A measurement takes as long as
// these, and one of the training images six times that, so only some are made.

const measured: Record<string, { test: number[]; train: number[] }> = {
  "normal NDI": { test: [10, 20], train: [20] },
  "orthogonal PBP": { test: [20], train: [] },
  "orthogonal FA": { test: [20], train: [] },
};

for (
  const [weights, golden] of [["normal", normal], [
    "orthogonal",
    orthogonal,
  ]] as const
) {
  const start = initialiseMnistAutoencoder(golden.origin.seed, { weights });
  const order = NumpyRandom.fromState(start.random).permutation(60000);

  Deno.test(`initialiseMnistAutoencoder() draws ${weights} weights as published`, () => {
    const { initial } = golden;
    start.W.forEach((W, k) => assertDrawn(W, initial[`W${k}_tmp` as "W0_tmp"]));
    assertDrawn(start.B[0], initial.B1_tmp);
    assertDrawn(start.B[1], initial.B2_tmp);
  });

  for (const model of publishedModels) {
    Deno.test(`AutoencoderNetwork with ${model.name} learns 20 batches from ${weights} weights as published`, async () => {
      const rates = { eta: 1e-6, decay: 1e-10 };
      const network = new AutoencoderNetwork(engines, { model, start, rates });
      const name = model.name as keyof typeof golden.traces;
      const when = measured[`${weights} ${model.name}`];
      for (let done = 1; done <= 20; done++) {
        const images = order.subarray(100 * (done - 1), 100 * done);
        await network.learn(selectImages(mnist.train, images).pixels);
        for (const set of ["test", "train"] as const) {
          if (!when?.[set].includes(done)) continue;
          const wanted = golden.traces[name][`${set}_error`][done / 10 - 1];
          const found = await network.squaredError(mnist[set].pixels);
          assertAlmostEquals(found / wanted, 1, 1e-6, set);
        }
      }
      assertWeights(await network.weights(), golden.final[name]);
      network.dispose();
    });
  }
}

interface Digest {
  sum: number;
  sum_of_squares: number;
  first_row_first_5: number[];
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
  assertAlmostEquals(sumOfSquares(data) / wanted.sum_of_squares, 1, 1e-12);
}

function assertWeights(
  layers: readonly LayerWeights[],
  final: Record<string, Digest>,
): void {
  layers.forEach(({ W, b }, k) => {
    for (const [name, values] of [[`W${k}`, W.data], [`b${k}`, b]] as const) {
      if (!final[name]) continue;
      const { sum_of_squares, first_row_first_5 } = final[name];
      assertAlmostEquals(sumOfSquares(values) / sum_of_squares, 1, 1e-5, name);
      const size = Math.sqrt(sum_of_squares / values.length);
      first_row_first_5.forEach((w, i) =>
        assertAlmostEquals(values[i], w, 1e-4 * size, name)
      );
    }
  });
}
