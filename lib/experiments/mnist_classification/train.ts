import { pixelScale } from "../../datasets/mnist.ts";
import { NumpyRandom } from "../../random/numpy_random.ts";
import type { Trained } from "../experiment.ts";
import { type MnistTraining, type Step, trainOnMnist } from "../mnist.ts";
import type { Start } from "./initialise.ts";
import { ClassificationNetwork, type NetworkWeights } from "./network.ts";
import type { MnistClassificationSettings } from "./settings.ts";

export const unit = "example";

/**
 * Trains the network on one example at a time, every epoch in a new order.
 * Pixels are standardised by the mean and deviation of all training pixels.
 * `test_error` and `train_error` are fractions wrong, by number of the example
 * just learned. Measuring changes nothing but where blocks end, so only
 * rounding.
 *
 * mnist_classification.py, which measures both errors after examples 0,
 * 1000, 2000, … of each epoch.
 *
 * @throws {RangeError} if an epoch has more examples than there are images.
 */
export function train(
  training: MnistTraining<Start, MnistClassificationSettings>,
): Promise<Trained<NetworkWeights>> {
  const { start, settings, data } = training;
  return trainOnMnist(training, {
    open(state) {
      const scale = pixelScale(data.train.pixels);
      return new ClassificationNetwork(training, scale, state);
    },
    steps: blocksOf(settings, start),
    total: settings.epochs * settings.examples,
    errorOver: (images) => (network) => network.errorRate(images),
    failure: "the output is not finite",
  });
}

/**
 * Blocks of examples, counted over all epochs: none is longer than `block`, and
 * each example after which the network is measured (0, evaluateEvery,
 * 2 evaluateEvery, …) is the last of its block, as is the last of an epoch.
 */
export function* blocksOf(
  { epochs, examples, evaluateEvery, block }: Pick<
    MnistClassificationSettings,
    "epochs" | "examples" | "evaluateEvery" | "block"
  >,
  start: Start,
): Generator<Step> {
  const random = NumpyRandom.fromState(start);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = random.permutation(examples);
    const begin = epoch * examples, end = begin + examples;
    for (let first = begin; first < end;) {
      const measured = Math.ceil(first / evaluateEvery) * evaluateEvery;
      const done = Math.min(first + block, measured + 1, end);
      yield {
        images: order.subarray(first - begin, done - begin),
        first,
        last: done - 1,
        done,
        evaluates: done === measured + 1,
        endsEpoch: done === end,
      };
      first = done;
    }
  }
}
