/**
 * Trains one model on MNIST, as `train.ts` does. Further inputs are the four files of `fetch/mnist`;
 * what it has learned is kept in the node's checkpoint, and it goes on from there.
 */
import { readLabelledImages } from "../../lib/datasets/mnist.ts";
import type { Model } from "../../lib/experiments/experiment.ts";
import { openBackend } from "../backends/open.ts";
import { runNode } from "../engine/sandbox/node.ts";
import { trainModel } from "./train.ts";

if (import.meta.main) {
  await runNode<{ model: Model }>(async (node) => {
    const read = (set: string) =>
      readLabelledImages(
        node.read(`${set}-images-idx3-ubyte`),
        node.read(`${set}-labels-idx1-ubyte`),
      );
    await trainModel(node, {
      backend: await openBackend(node),
      checkpoint: await node.loadCheckpoint(),
      data: { train: read("train"), test: read("t10k") },
      pause: node.pause,
    });
  });
}
