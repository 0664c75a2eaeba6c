import { pixelsPerImage } from "../../datasets/mnist.ts";
import type { Trained } from "../experiment.ts";
import { type MnistTraining, trainOnMnist } from "../mnist.ts";
import { collapseOf, errorOfMeanImage } from "../mnist_autoencoder/collapse.ts";
import type { Start } from "../mnist_autoencoder/initialise.ts";
import { meanSquaredErrorOver } from "../mnist_autoencoder/network.ts";
import { batchesOf } from "../mnist_autoencoder/train.ts";
import { MirroredAutoencoder } from "./network.ts";
import type { MirroredAutoencoderSettings } from "./settings.ts";

export const unit = "batch";

/**
 * Trains the autoencoder on batches, as the published one, while a weight mirror may
 * teach its feedback. Beside `test_error`, the mean squared error of a pixel, it
 * measures the `condition_1` … of what rules invert, and the `angle_feedback_1` … of
 * the feedback to −Wᵀ, in degrees. A collapse to the mean image is an event.
 *
 * @throws {RangeError} if an epoch has more examples than there are images.
 */
export function train(
  training: MnistTraining<Start, MirroredAutoencoderSettings>,
): Promise<Trained> {
  const { backend, start, settings, data } = training;
  // all drawn here, since the noises of a mirror come from other generators
  const steps = [...batchesOf(settings, start)];
  return trainOnMnist(training, {
    open: (state) => new MirroredAutoencoder(training, state),
    steps,
    total: steps.length,
    errorOver({ pixels }) {
      const errorOf = meanSquaredErrorOver(pixels, backend);
      return ({ autoencoder }: MirroredAutoencoder) => errorOf(autoencoder);
    },
    measure: (network, { evaluates }) => evaluates ? network.measure() : {},
    eventsOf({ test_error }) {
      const learned = data.train.pixels
        .subarray(0, settings.examples * pixelsPerImage);
      const error = errorOfMeanImage(learned, data.test.pixels);
      const event = test_error && collapseOf(test_error, error);
      return event ? [event] : [];
    },
    failure: "a reconstruction is not finite",
  });
}
