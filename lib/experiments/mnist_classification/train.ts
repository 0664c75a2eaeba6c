import {
  type LabelledImages,
  pixelScale,
  selectImages,
} from "../../datasets/mnist.ts";
import type { Backend } from "../../network/gemm.ts";
import { NumpyRandom } from "../../random/numpy_random.ts";
import { type Outcome, type Trace, TraceRecorder } from "../../io/trace.ts";
import type { Model } from "../model.ts";
import type { Progress } from "../progress.ts";
import { blocksOf } from "./blocks.ts";
import type { Start } from "./initialise.ts";
import { ClassificationNetwork, type NetworkWeights } from "./network.ts";
import type { MnistClassificationSettings } from "./settings.ts";

/** One model's training, before it begins. */
export interface ClassificationRun {
  model: Model;
  settings: MnistClassificationSettings;
  start: Start;
  /** images to learn from and images to be tested with */
  data: { train: LabelledImages; test: LabelledImages };
  /** where an interrupted training stood; it goes on from there, bit for bit */
  progress?: Progress;
  /** told after every block, and what it measured, where training stands */
  onBlock?: (
    done: number,
    progress: () => Promise<Progress>,
  ) => void | Promise<void>;
}

/** What training leaves behind. */
export interface TrainedClassification {
  /** `test_error` and `train_error`, fractions wrong, by number of the example just learned */
  trace: Trace;
  weights: NetworkWeights;
}

/**
 * Trains the network on one example at a time, every epoch in a new order, and
 * measures it as it goes. Pixels are standardised by the mean and deviation of
 * all training pixels. Measuring changes nothing but where blocks end, so only
 * rounding. A model whose output stops being finite ends there, `diverged`.
 *
 * mnist_classification.py, which measures both errors after examples 0,
 * 1000, 2000, … of each epoch.
 *
 * @throws {RangeError} if an epoch has more examples than there are images.
 */
export async function trainMnistClassification(
  backend: Backend,
  run: ClassificationRun,
): Promise<TrainedClassification> {
  const { model, start, data, settings } = run;
  const { examples, eta, decay, firstLayer } = settings;
  if (examples > data.train.count) {
    throw new RangeError(
      `Cannot train on ${examples} examples: there are ${data.train.count} training images`,
    );
  }
  const network = new ClassificationNetwork(backend, {
    model,
    start,
    rates: { eta, decay },
    scale: pixelScale(data.train.pixels),
    firstLayer,
    state: run.progress?.network,
  });
  const trace = await learnAndMeasure(network, run);
  return { trace, weights: network.weights() };
}

async function learnAndMeasure(
  network: ClassificationNetwork,
  { settings, start, data, progress, onBlock }: ClassificationRun,
): Promise<Trace> {
  const { epochs, examples, trainErrorEvery } = settings;
  const withTrainError = (evaluates: boolean, ends: boolean) =>
    trainErrorEvery === "evaluation"
      ? evaluates
      : trainErrorEvery === "epoch" && ends;
  const random = NumpyRandom.fromState(start.random);
  const recorder = new TraceRecorder(progress?.series);
  const measure = async (set: "test" | "train", iteration: number) =>
    recorder.record(
      `${set}_error`,
      iteration,
      await network.errorRate(data[set]),
    );

  const done = progress?.done ?? 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = random.permutation(examples);
    const first = epoch * examples, last = first + examples - 1;
    for (const { start, stop, evaluates } of blocksOf(epoch, settings)) {
      if (stop <= done) continue;
      const indices = order.subarray(start - first, stop - first);
      const failed = await network.learn(selectImages(data.train, indices));
      if (failed >= 0) return recorder.finish(divergedAt(start + failed));
      if (evaluates) await measure("test", stop - 1);
      if (withTrainError(evaluates, stop > last)) {
        await measure("train", stop - 1);
      }
      await onBlock?.(stop, async () => ({
        done: stop,
        series: recorder.series(),
        network: await network.state(),
      }));
    }
  }
  return recorder.finish({ status: "finished" });
}

function divergedAt(iteration: number): Outcome {
  return {
    status: "diverged",
    iteration,
    reason: "the output is not finite",
  };
}
