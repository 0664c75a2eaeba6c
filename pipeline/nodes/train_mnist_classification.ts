/**
 * Trains one model of MNIST classification.
 *
 * Inputs `initial.npz` and the four files of `fetch/mnist`; outputs `trace.npz`
 * (`<metric>.iteration` and `<metric>.value`), `outcome.json` and `weights.npz`
 * (W0, b0, W1, b1 and the feedback B1 at the end).
 */
import { encodeArrays } from "../../lib/io/arrays.ts";
import type { NetworkWeights } from "../../lib/experiments/mnist_classification/network.ts";
import type { MnistClassificationSettings } from "../../lib/experiments/mnist_classification/settings.ts";
import {
  decodeProgress,
  encodeProgress,
} from "../../lib/experiments/progress.ts";
import { decodeStart } from "../../lib/experiments/mnist_classification/start_archive.ts";
import { trainMnistClassification } from "../../lib/experiments/mnist_classification/train.ts";
import type { Model } from "../../lib/experiments/model.ts";
import { encodeOutcome, encodeSeries } from "../../lib/io/trace_archive.ts";
import { openBackend } from "../backends/open.ts";
import { readMnist } from "./mnist_images.ts";
import { runNode } from "../engine/sandbox/node.ts";
import { noteOutcome } from "./note_outcome.ts";

type TrainSettings = MnistClassificationSettings & { model: Model };

if (import.meta.main) {
  await runNode<TrainSettings>(async (node) => {
    const { model, ...settings } = node.settings;
    const total = settings.epochs * settings.examples;
    const backend = await openBackend(node);
    const saved = await node.loadCheckpoint();
    const { trace, weights } = await trainMnistClassification(backend, {
      model,
      settings,
      start: decodeStart(node.read("initial.npz")),
      data: readMnist(node),
      progress: saved && decodeProgress(saved),
      async onBlock(done, progress) {
        node.progress(done, total, "examples");
        await node.pause(async () => encodeProgress(await progress()));
      },
    });
    node.write("trace.npz", encodeSeries(trace.series));
    noteOutcome(node, trace.outcome, "example");
    node.write("outcome.json", encodeOutcome(model.name, trace));
    node.write("weights.npz", encodeWeights(weights));
  });
}

function encodeWeights({ W0, b0, W1, b1, B1 }: NetworkWeights): Uint8Array {
  const hidden = b0.length, outputs = b1.length;
  return encodeArrays({
    W0: { shape: [hidden, W0.length / hidden], data: W0 },
    b0: { shape: [hidden], data: b0 },
    W1: { shape: [outputs, hidden], data: W1 },
    b1: { shape: [outputs], data: b1 },
    B1: { shape: [hidden, outputs], data: B1 },
  });
}
