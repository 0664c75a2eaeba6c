/**
 * Trains one model of an MNIST autoencoder.
 *
 * Inputs `initial.npz` and the four files of `fetch/mnist`; outputs `trace.npz`
 * (`<metric>.iteration` and `<metric>.value`), `outcome.json`, `weights.npz`
 * (W0 to W5 and b0 to b5 at the end) and `digits.npz` (ten test images and their
 * reconstructions).
 */
import { encodeArrays, type NamedArray } from "../../lib/io/arrays.ts";
import { batchCount } from "../../lib/experiments/mnist_autoencoder/batches.ts";
import { encodeDigits } from "../../lib/experiments/mnist_autoencoder/digits.ts";
import type { LayerWeights } from "../../lib/experiments/mnist_autoencoder/network.ts";
import type { MnistAutoencoderSettings } from "../../lib/experiments/mnist_autoencoder/settings.ts";
import { decodeStart } from "../../lib/experiments/mnist_autoencoder/start_archive.ts";
import { trainMnistAutoencoder } from "../../lib/experiments/mnist_autoencoder/train.ts";
import type { Model } from "../../lib/experiments/model.ts";
import {
  decodeProgress,
  encodeProgress,
} from "../../lib/experiments/progress.ts";
import { encodeOutcome, encodeSeries } from "../../lib/io/trace_archive.ts";
import { openBackend } from "../backends/open.ts";
import { readMnist } from "./mnist_images.ts";
import { runNode } from "../engine/sandbox/node.ts";
import { noteOutcome } from "./note_outcome.ts";

if (import.meta.main) {
  await runNode<MnistAutoencoderSettings & { model: Model }>(async (node) => {
    const { model, ...settings } = node.settings;
    const total = batchCount(settings);
    const backend = await openBackend(node);
    const saved = await node.loadCheckpoint();
    const { trace, weights, digits } = await trainMnistAutoencoder(backend, {
      model,
      settings,
      start: decodeStart(node.read("initial.npz")),
      data: readMnist(node),
      progress: saved && decodeProgress(saved),
      async onBatch(done, progress) {
        node.progress(done, total, "batches");
        await node.pause(async () => encodeProgress(await progress()));
      },
    });
    node.write("trace.npz", encodeSeries(trace.series));
    noteOutcome(node, trace.outcome, "batch");
    node.write("outcome.json", encodeOutcome(model.name, trace));
    node.write("weights.npz", encodeWeights(weights));
    node.write("digits.npz", encodeDigits(digits));
  });
}

function encodeWeights(layers: readonly LayerWeights[]): Uint8Array {
  const arrays: Record<string, NamedArray> = {};
  layers.forEach(({ W, b }, k) => {
    arrays[`W${k}`] = { shape: [W.rows, W.columns], data: W.data };
    arrays[`b${k}`] = { shape: [b.length], data: b };
  });
  return encodeArrays(arrays);
}
