import { pixelsPerImage } from "../../datasets/mnist.ts";
import { NumpyRandom } from "../../random/numpy_random.ts";
import type { Trained } from "../experiment.ts";
import { type MnistTraining, type Step, trainOnMnist } from "../mnist.ts";
import { collapseOf, errorOfMeanImage } from "./collapse.ts";
import { reconstructDigits } from "./digits.ts";
import type { Start } from "./initialise.ts";
import { AutoencoderNetwork, meanSquaredErrorOver } from "./network.ts";
import type { MnistAutoencoderSettings } from "./settings.ts";

export const unit = "batch";

/** Batches between two measurements of conditions. */
const conditionEvery = 100;

/**
 * Trains the network on batches, every epoch in a new order of the last one's
 * images. `test_error` and `train_error` are mean squared errors of a pixel, by
 * number of batches done; `condition_1` … are the condition numbers of what rules
 * invert, W1 B1 − α I …; measuring changes nothing. Layers whose inversion was too
 * badly conditioned for the fast way are noted as events, and so is a collapse to
 * the mean image. `digits.npz` is kept beside the weights.
 *
 * mnist_autoencoding.py, which measures both errors every 10 batches.
 *
 * @throws {RangeError} if an epoch has more examples than there are images.
 */
export function train(
  training: MnistTraining<Start, MnistAutoencoderSettings>,
): Promise<Trained> {
  const { backend, start, settings, data } = training;
  return trainOnMnist(training, {
    open: (state) => new AutoencoderNetwork(training, state),
    steps: batchesOf(settings, start),
    total: batchCount(settings),
    errorOver: ({ pixels }) => meanSquaredErrorOver(pixels, backend),
    measure: (network, { done }) =>
      done % conditionEvery === 0 ? network.conditions() : {},
    eventsOf({ test_error }) {
      const learned = data.train.pixels
        .subarray(0, settings.examples * pixelsPerImage);
      const error = errorOfMeanImage(learned, data.test.pixels);
      const event = test_error && collapseOf(test_error, error);
      return event ? [event] : [];
    },
    failure: "a reconstruction is not finite",
    archives: async (network) => ({
      "digits.npz": await reconstructDigits(network, data.test),
    }),
  });
}

/** Batches, counted from 1 over all epochs; the last of an epoch may be smaller. */
export function* batchesOf(
  settings: Omit<
    MnistAutoencoderSettings,
    "weights" | "eta" | "decay" | "trainErrorEvery"
  >,
  start: Start,
): Generator<Step> {
  const { epochs, examples, batchSize, evaluateEvery } = settings;
  const total = batchCount(settings);
  const random = NumpyRandom.fromState(start);
  let order = Int32Array.from({ length: examples }, (_, k) => k);
  let number = 1;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const before = order;
    order = random.permutation(examples).map((k) => before[k]);
    for (let first = 0; first < examples; first += batchSize, number++) {
      if (number > total) return;
      const stop = Math.min(first + batchSize, examples);
      yield {
        images: order.subarray(first, stop),
        first: number,
        last: number,
        done: number,
        evaluates: number % evaluateEvery === 0,
        endsEpoch: stop === examples || number === total,
      };
    }
  }
}

/** How many batches a training has. */
function batchCount(
  { epochs, examples, batchSize, batches }: Parameters<typeof batchesOf>[0],
): number {
  return Math.min(batches, epochs * Math.ceil(examples / batchSize));
}
