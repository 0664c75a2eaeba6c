/** The 20 batches that the golden files tell of. */
import { assertAlmostEquals } from "@std/assert";
import { selectImages } from "../../../../lib/datasets/mnist.ts";
import {
  initialise,
  type Start,
} from "../../../../lib/experiments/mnist_autoencoder/initialise.ts";
import {
  AutoencoderNetwork,
  meanSquaredErrorOver,
} from "../../../../lib/experiments/mnist_autoencoder/network.ts";
import type { NamedValues } from "../../../../lib/experiments/archive.ts";
import type { Backend } from "../../../../lib/network/backend.ts";
import type { Model } from "../../../../lib/experiments/experiment.ts";
import { norm } from "../../../../lib/linalg/norms.ts";
import { NumpyRandom } from "../../../../lib/random/numpy_random.ts";
import normal from "../../../golden/mnist-autoencoder-normal-20-batches.seed-0.json" with {
  type: "json",
};
import orthogonal from "../../../golden/mnist-autoencoder-orthogonal-20-batches.seed-0.json" with {
  type: "json",
};
import { mnist } from "../mnist_classification/mnist.ts";

export const goldens = { normal, orthogonal };

/** Starts as published, once they are drawn: orthogonal ones take a second. */
const starts = new Map<keyof typeof goldens, Start>();

export function publishedStart(weights: keyof typeof goldens): Start {
  let start = starts.get(weights);
  if (!start) {
    const { seed } = goldens[weights].origin;
    start = initialise(seed, { weights });
    starts.set(weights, start);
  }
  return start;
}

/** What is told of a matrix. */
export interface Digest {
  sum: number;
  sum_of_squares: number;
  first_row_first_5: number[];
}

/** The batches after which errors are compared: 10, 20, both or none. */
export type Measured = Partial<Record<"test" | "train", number[]>>;

/** Passes if the model learns 20 batches as published: errors to one part in 10⁶, weights to one in 10⁵. */
export async function assertLearnsAsPublished(
  backend: Backend,
  { weights, model, measured }: {
    weights: keyof typeof goldens;
    model: Model;
    measured: Measured;
  },
): Promise<void> {
  const golden = goldens[weights];
  const name = model.name as keyof typeof golden.traces;
  const start = publishedStart(weights);
  const order = NumpyRandom.fromState(start).permutation(60000);
  const settings = { eta: 1e-6, decay: 1e-10 };
  const network = new AutoencoderNetwork({ backend, model, start, settings });
  const errors = {
    test: meanSquaredErrorOver(mnist.test.pixels, backend),
    train: meanSquaredErrorOver(mnist.train.pixels, backend),
  };
  for (let done = 1; done <= 20; done++) {
    const images = order.subarray(100 * (done - 1), 100 * done);
    await network.learn(selectImages(mnist.train, images));
    for (const set of ["test", "train"] as const) {
      if (!measured[set]?.includes(done)) continue;
      const wanted = golden.traces[name][`${set}_error`][done / 10 - 1];
      const found = await errors[set](network);
      assertAlmostEquals(found / wanted, 1, 1e-6, set);
    }
  }
  assertWeights(network.weights(), golden.final[name]);
}

function assertWeights(
  weights: NamedValues,
  final: Record<string, Digest>,
): void {
  for (const [name, value] of Object.entries(weights)) {
    if (!final[name]) continue;
    const values = "rows" in value ? value.data : value;
    const { sum_of_squares, first_row_first_5 } = final[name];
    assertAlmostEquals(norm(values) ** 2 / sum_of_squares, 1, 1e-5, name);
    const size = Math.sqrt(sum_of_squares / values.length);
    first_row_first_5.forEach((w, i) =>
      assertAlmostEquals(values[i], w, 1e-4 * size, name)
    );
  }
}
