import * as v from "valibot";
import { choice, count } from "../settings.ts";

/** The settings of both autoencoders, each with its published value and what it means. */
const shared = {
  epochs: count("passes over the training images, each in a new order", 20),
  examples: v.optional(
    v.pipe(
      v.number("it is not a number"),
      v.integer("it is not a whole number"),
      v.minValue(1, "it is less than 1"),
      v.maxValue(60000, "there are 60000 training images"),
      v.description(
        "training images learned in an epoch: the first so many of the 60000, in random order",
      ),
    ),
    60000,
  ),
  batchSize: count(
    "images learned at a time; the last batch of an epoch may have fewer",
    100,
  ),
  batches: count(
    "batches after which training ends, counted over all epochs, if these have not ended before",
    12000,
  ),
  evaluateEvery: count(
    "batches between two measurements of the test error, counted over all epochs",
    10,
  ),
  trainErrorEvery: v.optional(
    v.pipe(
      v.picklist(
        ["epoch", "evaluation", "never"],
        "it is neither epoch nor evaluation nor never",
      ),
      v.description(
        "when the error on all 60000 training images is measured: after each epoch and after the last batch, with each test error as published, or never",
      ),
    ),
    "epoch",
  ),
  eta: v.optional(
    v.pipe(
      v.number("it is not a number"),
      v.finite("it is not finite"),
      v.minValue(0, "it is negative"),
      v.description(
        "learning rate η of weights and biases, which multiplies the sum over a batch",
      ),
    ),
    1e-6,
  ),
  decay: v.optional(
    v.pipe(
      v.number("it is not a number"),
      v.minValue(0, "it is negative"),
      v.maxValue(1, "it is greater than 1"),
      v.description(
        "share λ of every weight and bias lost with each batch, not multiplied by η",
      ),
    ),
    1e-10,
  ),
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
