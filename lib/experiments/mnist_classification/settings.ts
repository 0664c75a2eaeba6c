import * as v from "valibot";

const wholeNumber = v.pipe(
  v.number("it is not a number"),
  v.integer("it is not a whole number"),
  v.minValue(1, "it is less than 1"),
);

/** The published settings of MNIST classification, each with what it means. */
export const mnistClassificationSettings = v.strictObject({
  epochs: v.optional(
    v.pipe(
      wholeNumber,
      v.description("passes over the training images, each in a new order"),
    ),
    15,
  ),
  examples: v.optional(
    v.pipe(
      wholeNumber,
      v.maxValue(60000, "there are 60000 training images"),
      v.description(
        "training images learned in an epoch: the first so many of the 60000, in random order",
      ),
    ),
    60000,
  ),
  evaluateEvery: v.optional(
    v.pipe(
      wholeNumber,
      v.description(
        "examples between two measurements of the test error, counted over all epochs from the first example on",
      ),
    ),
    1000,
  ),
  trainErrorEvery: v.optional(
    v.pipe(
      v.picklist(
        ["epoch", "evaluation", "never"],
        "it is neither epoch, evaluation nor never",
      ),
      v.description(
        "when the error on all 60000 training images is measured: at the end of each epoch, with each test error as published, or never",
      ),
    ),
    "epoch",
  ),
  eta: v.optional(
    v.pipe(
      v.number("it is not a number"),
      v.finite("it is not finite"),
      v.minValue(0, "it is negative"),
      v.description("learning rate η of weights and biases"),
    ),
    1e-3,
  ),
  decay: v.optional(
    v.pipe(
      v.number("it is not a number"),
      v.minValue(0, "it is negative"),
      v.maxValue(1, "it is greater than 1"),
      v.description(
        "share λ of every weight and bias lost with each example, not multiplied by η",
      ),
    ),
    1e-6,
  ),
  firstLayer: v.optional(
    v.pipe(
      v.picklist(
        ["auto", "inked", "tensors"],
        "it is neither auto, inked nor tensors",
      ),
      v.description(
        "what computes the first layer: kernels that look at inked pixels alone, or tensorflow.js on the backend; auto is inked on wasm and native, tensors on webgpu and cpu",
      ),
    ),
    "auto",
  ),
  block: v.optional(
    v.pipe(
      wholeNumber,
      v.description(
        "examples whose first-layer products are computed together; changes rounding only",
      ),
    ),
    64,
  ),
});

/** The settings of MNIST classification, complete. */
export type MnistClassificationSettings = v.InferOutput<
  typeof mnistClassificationSettings
>;

/** What computes the first layer. */
export type FirstLayerKind = MnistClassificationSettings["firstLayer"];

/** The settings that the initial weights depend on: none, only the seed. */
export const initialiseSettings: readonly string[] = [];
