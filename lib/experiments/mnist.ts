/** What the experiments on MNIST share: how a network learns and is measured, and goes on where it was interrupted. */
import { type LabelledImages, selectImages } from "../datasets/mnist.ts";
import { decodeArrays, encodeArrays, type NamedArray } from "../io/arrays.ts";
import {
  decodeSeries,
  type Outcome,
  seriesArrays,
  type Trace,
  type TraceEvent,
  TraceRecorder,
} from "../io/trace.ts";
import type { Backend } from "../network/backend.ts";
import type { LearningRates } from "../network/weights.ts";
import type { NamedValues } from "./archive.ts";
import { diverged, type Trained, type Training } from "./experiment.ts";

/** One model's training on MNIST, before it begins. */
export interface MnistTraining<Start, Settings>
  extends Training<Start, Settings> {
  backend: Backend;
  /** images to learn from and images to be tested with */
  data: Record<"train" | "test", LabelledImages>;
  /** what an interrupted training left, to go on from, bit for bit */
  checkpoint?: Uint8Array;
  /** awaited after every step and what it measured; `state` gives a checkpoint */
  pause?: (state: () => Uint8Array) => void | Promise<void>;
}

/** What a network is made of before it learns. */
export type NetworkStart<Start> = Pick<
  MnistTraining<Start, LearningRates>,
  "backend" | "model" | "start" | "settings"
>;

/** All that learning changes in a network, as it stands between two steps. */
export type NetworkState = Record<string, NamedArray>;

/** A network that learns images. */
export interface MnistNetwork<Weights extends NamedValues = NamedValues> {
  /** learns images; the number of the first whose output is not finite, or −1 */
  learn(images: LabelledImages): Promise<number>;
  weights(): Weights;
  /** its state, to the last bit */
  state(): NetworkState;
  /** what is worth noting after training */
  events?(): TraceEvent[];
}

/** Images that are learned together, and what is measured after them. */
export interface Step {
  /** numbers of training images */
  images: Int32Array;
  /** under which the failure of its first image is noted */
  first: number;
  /** under which measurements are recorded */
  last: number;
  /** examples, or batches, learned with this step and all before */
  done: number;
  /** whether the test error is measured */
  evaluates: boolean;
  endsEpoch: boolean;
}

/** What an experiment does with a network. */
export interface Plan<Network> {
  /** the network at the start, or in the state of an earlier one */
  open(state?: NetworkState): Network;
  steps: Iterable<Step>;
  /** `done` of the last step */
  total: number;
  /** measures the error over images, of a network as it is then */
  errorOver(
    images: LabelledImages,
  ): (network: Network) => number | Promise<number>;
  /** why a model ends as diverged */
  failure: string;
  /** what else to record after a step, by metric */
  measure?(network: Network, step: Step): Record<string, number>;
  /** what is worth noting of what was recorded */
  eventsOf?(series: Trace["series"]): TraceEvent[];
  /** what else to keep, by the name of its archive */
  archives?(network: Network): Promise<Record<string, NamedValues>>;
}

/**
 * Trains a network step by step, and measures it as it goes. A model whose
 * output or error stops being finite ends there, `diverged`.
 *
 * @throws {RangeError} if an epoch has more examples than there are images.
 */
export async function trainOnMnist<
  Weights extends NamedValues,
  Network extends MnistNetwork<Weights>,
>(
  { settings, data, progress, checkpoint, pause }: MnistTraining<
    unknown,
    { examples: number; trainErrorEvery: "epoch" | "evaluation" | "never" }
  >,
  plan: Plan<Network>,
): Promise<Trained<Weights>> {
  const { examples, trainErrorEvery } = settings;
  if (examples > data.train.count) {
    throw new RangeError(
      `Cannot train on ${examples} examples: there are ${data.train.count} training images`,
    );
  }
  const before = checkpoint && decodeArrays(checkpoint);
  const network = plan.open(before && below("network/", before));
  const trace = new TraceRecorder(
    before && decodeSeries(below("series/", before)),
  );
  const errors = {
    test: plan.errorOver(data.test),
    train: plan.errorOver(data.train),
  };
  /** How the model ends if its error is not finite; else records it, and null. */
  const measure = async (
    set: "test" | "train",
    iteration: number,
  ): Promise<Outcome | null> => {
    const error = await errors[set](network);
    if (!Number.isFinite(error)) {
      return diverged(iteration, `the ${set} error is not finite`);
    }
    trace.record(`${set}_error`, iteration, error);
    return null;
  };

  const learn = async (): Promise<Outcome> => {
    for (const step of plan.steps) {
      const { images, first, last, done, evaluates, endsEpoch } = step;
      if (before && done <= before.done.data[0]) continue;
      const failed = await network.learn(selectImages(data.train, images));
      if (failed >= 0) return diverged(first + failed, plan.failure);
      const due = { epoch: endsEpoch, evaluation: evaluates, never: false };
      const end = evaluates && await measure("test", last) ||
        due[trainErrorEvery] && await measure("train", last);
      if (end) return end;
      const measured = plan.measure?.(network, step) ?? {};
      for (const [metric, value] of Object.entries(measured)) {
        trace.record(metric, last, value);
      }
      progress?.(done, plan.total);
      await pause?.(() =>
        encodeArrays({
          done: { shape: [1], data: Float64Array.of(done) },
          ...prefixed("series/", seriesArrays(trace.series())),
          ...prefixed("network/", network.state()),
        })
      );
    }
    return { status: "finished" };
  };
  const outcome = await learn();
  const events = [
    ...network.events?.() ?? [],
    ...plan.eventsOf?.(trace.series()) ?? [],
  ];
  for (const { iteration, event, detail } of events) {
    trace.note(iteration, event, detail);
  }
  return {
    trace: trace.finish(outcome),
    weights: network.weights(),
    archives: await plan.archives?.(network),
  };
}

/** The same arrays, each name after a prefix. */
export function prefixed(prefix: string, arrays: NetworkState): NetworkState {
  return Object.fromEntries(
    Object.entries(arrays).map(([name, array]) => [prefix + name, array]),
  );
}

/** The arrays whose names begin with a prefix, without it. */
export function below(prefix: string, arrays: NetworkState): NetworkState {
  return Object.fromEntries(
    Object.entries(arrays)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, array]) => [name.slice(prefix.length), array]),
  );
}
