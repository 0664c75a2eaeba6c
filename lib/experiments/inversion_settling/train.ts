import { pixelScale, selectImages } from "../../datasets/mnist.ts";
import { initialFeedback } from "../../feedback/initial.ts";
import { TraceRecorder } from "../../io/trace.ts";
import type { Trained } from "../experiment.ts";
import type { MnistTraining } from "../mnist.ts";
import type { Start } from "../mnist_classification/initialise.ts";
import {
  ClassificationNetwork,
  type NetworkWeights,
} from "../mnist_classification/network.ts";
import { blocksOf } from "../mnist_classification/train.ts";
import { publishedModels } from "../mnist_models.ts";
import type { InversionSettlingSettings } from "./settings.ts";
import { settling, shownImages } from "./settling.ts";

export const unit = "example";

/** What the network learns by, whatever the loop: where the loop of DI comes to rest. */
const learner = publishedModels.find(({ name }) => name === "NDI-2")!;

/**
 * Measures how a model's loop comes to rest in the network 784-1000-10, at the start
 * and after it has learned: `angle_start_dt_0.5`, `gain_trained_dt_0.5` …, by the
 * number of steps, as `settling` has them. The feedback stays that of the start.
 * No model changes what is learned, so all measure the same two networks.
 */
export async function train(
  training: MnistTraining<Start, InversionSettlingSettings>,
): Promise<Trained<NetworkWeights>> {
  const { model, start, settings, data, progress } = training;
  const { examples, block, images, longest } = settings;
  const scale = pixelScale(data.train.pixels);
  const shown = selectImages(data.test, Array(images).keys().toArray());
  const network = new ClassificationNetwork(
    { ...training, model: learner },
    scale,
  );
  const B1 = initialFeedback(model.feedback, start.W1, {
    random: start.B1_large,
  });
  const trace = new TraceRecorder();
  const total = examples + 2 * images;
  let done = 0;
  const advance = (count: number) => progress?.(done += count, total);

  const measure = (when: "start" | "trained") => {
    const weights = { ...network.weights(), B1 };
    const found = settling(model, shownImages(weights, shown, scale), {
      longest,
      each: () => advance(1),
    });
    for (const { dt, steps, angle, gain } of found) {
      trace.record(`angle_${when}_dt_${dt}`, steps, angle);
      trace.record(`gain_${when}_dt_${dt}`, steps, gain);
    }
  };
  measure("start");
  const epoch = { epochs: 1, examples, evaluateEvery: examples, block };
  for (const { images, first, done: last } of blocksOf(epoch, start)) {
    await network.learn(selectImages(data.train, images));
    advance(last - first);
  }
  measure("trained");
  return {
    trace: trace.finish({ status: "finished" }),
    weights: { ...network.weights(), B1 },
  };
}
