import * as v from "valibot";
import {
  choice,
  count,
  mnistEntries,
  notNegative,
  trainErrorEntry,
  trainingImages,
  weightDecay,
} from "../settings.ts";

/** The settings of both autoencoders, each with its published value and what it means. */
const shared = {
  ...mnistEntries(20),
  batchSize: count(
    "images learned at a time; the last batch of an epoch may have fewer",
    100,
    trainingImages,
  ),
  batches: count(
    "batches after which training ends, counted over all epochs, if these have not ended before",
    12000,
  ),
  evaluateEvery: count(
    "batches between two measurements of the test error, counted over all epochs",
    10,
  ),
  trainErrorEvery: trainErrorEntry(
    "after each epoch and after the last batch",
  ),
  eta: notNegative(
    "learning rate η of weights and biases, which multiplies the sum over a batch",
    1e-6,
  ),
  decay: weightDecay("batch", 1e-10),
};

const weights =
  "what the weights are drawn from: U(±.01), or orthogonal matrices";

/** The settings of the autoencoder whose weights start small. */
export const normalAutoencoderSettings = v.strictObject({
  weights: choice(weights, ["normal", "orthogonal"]),
  ...shared,
});

/** The settings of the autoencoder whose weights start orthogonal. */
export const orthogonalAutoencoderSettings = v.strictObject({
  weights: choice(weights, ["orthogonal", "normal"]),
  ...shared,
});

/** The settings of an MNIST autoencoder, complete. */
export type MnistAutoencoderSettings = v.InferOutput<
  typeof normalAutoencoderSettings
>;

/** The settings that the initial weights depend on. */
export const initialiseSettings: readonly string[] = ["weights"];
