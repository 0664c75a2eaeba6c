import { type LabelledImages, selectImages } from "../../datasets/mnist.ts";
import { NumpyRandom } from "../../random/numpy_random.ts";
import { type Trace, TraceRecorder } from "../../io/trace.ts";
import type { Model } from "../model.ts";
import type { Progress } from "../progress.ts";
import { type Batch, batchesOf } from "./batches.ts";
import { type DigitReconstructions, reconstructDigits } from "./digits.ts";
import type { Start } from "./initialise.ts";
import { meanSquaredErrorOver } from "./mean_squared_error.ts";
import type { Backend } from "../../network/gemm.ts";
import { AutoencoderNetwork, type LayerWeights } from "./network.ts";
import type { MnistAutoencoderSettings } from "./settings.ts";

/** One model's training, before it begins. */
export interface AutoencoderRun {
  model: Model;
  settings: MnistAutoencoderSettings;
  start: Start;
  /** images to learn from and images to be tested with */
  data: { train: LabelledImages; test: LabelledImages };
  /** where an interrupted training stood; it goes on from there, bit for bit */
  progress?: Progress;
  /** told after every batch, and what it measured, where training stands */
  onBatch?: (
    done: number,
    progress: () => Promise<Progress>,
  ) => void | Promise<void>;
}

/** What training leaves behind. */
export interface TrainedAutoencoder {
  /** `test_error` and `train_error`, mean squared errors of a pixel, by number of batches done */
  trace: Trace;
  /** lowest layer first */
  weights: LayerWeights[];
  digits: DigitReconstructions;
}

/**
 * Trains the network on batches, every epoch in a new order of the last one's
 * images, and measures it as it goes, which changes nothing. A model whose
 * reconstructions stop being finite ends there, `diverged`; layers whose
 * inversion was too badly conditioned for the fast way are told as events.
 *
 * mnist_autoencoding.py, which measures both errors every 10 batches.
 *
 * @throws {RangeError} if an epoch has more examples than there are images.
 */
export async function trainMnistAutoencoder(
  backend: Backend,
  run: AutoencoderRun,
): Promise<TrainedAutoencoder> {
  const { model, start, data, settings: { examples, eta, decay } } = run;
  if (examples > data.train.count) {
    throw new RangeError(
      `Cannot train on ${examples} examples: there are ${data.train.count} training images`,
    );
  }
  const network = new AutoencoderNetwork(backend, {
    model,
    start,
    rates: { eta, decay },
    state: run.progress?.network,
  });
  return {
    trace: await learnAndMeasure(network, backend, run),
    weights: network.weights(),
    digits: await reconstructDigits(network, data.test),
  };
}

async function learnAndMeasure(
  network: AutoencoderNetwork,
  backend: Backend,
  { settings, start, data, progress, onBatch }: AutoencoderRun,
): Promise<Trace> {
  const recorder = new TraceRecorder(progress?.series);
  const errors = {
    test: meanSquaredErrorOver(data.test.pixels, backend),
    train: meanSquaredErrorOver(data.train.pixels, backend),
  };
  const measure = async (set: "test" | "train", iteration: number) =>
    recorder.record(`${set}_error`, iteration, await errors[set](network));

  const done = progress?.done ?? 0;
  for (const { number, endsEpoch, images } of shuffled(settings, start)) {
    if (number <= done) continue;
    const { pixels } = selectImages(data.train, images);
    if (!await network.learn(pixels)) {
      noteFallbacks(network, recorder);
      return recorder.finish({
        status: "diverged",
        iteration: number,
        reason: "a reconstruction is not finite",
      });
    }
    const evaluates = number % settings.evaluateEvery === 0;
    if (evaluates) await measure("test", number);
    const when = { epoch: endsEpoch, evaluation: evaluates, never: false };
    if (when[settings.trainErrorEvery]) await measure("train", number);
    await onBatch?.(number, async () => ({
      done: number,
      series: recorder.series(),
      network: await network.state(),
    }));
  }
  noteFallbacks(network, recorder);
  return recorder.finish({ status: "finished" });
}

/** Every batch with its images, by number among the training images. */
function* shuffled(
  settings: MnistAutoencoderSettings,
  start: Start,
): Generator<Batch & { images: Int32Array }> {
  const random = NumpyRandom.fromState(start.random);
  let order = Int32Array.from({ length: settings.examples }, (_, k) => k);
  let epoch = -1;
  for (const batch of batchesOf(settings)) {
    if (batch.epoch !== epoch) {
      epoch = batch.epoch;
      const before = order;
      order = random.permutation(settings.examples).map((k) => before[k]);
    }
    yield { ...batch, images: order.subarray(batch.start, batch.stop) };
  }
}

function noteFallbacks(
  network: AutoencoderNetwork,
  recorder: TraceRecorder,
): void {
  network.reports().forEach((report, k) => {
    if (!report || report.fallbacks === 0) return;
    const { fallbacks, first, batches } = report;
    recorder.note(
      first,
      "least squares",
      `weights W${
        k + 1
      } were badly conditioned for inversion, and the exact least-squares solution was taken, in ${fallbacks} of ${batches} batches`,
    );
  });
}
