/** Settings that the experiments on MNIST share. */
import * as v from "valibot";

/** How many training images an epoch learns. */
export const examplesEntry = v.optional(
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
);

/** When the training error is measured; `epoch` says in words when that of an epoch is. */
export function trainErrorEntry(epoch: string) {
  return v.optional(
    v.pipe(
      v.picklist(
        ["epoch", "evaluation", "never"],
        "it is neither epoch, evaluation nor never",
      ),
      v.description(
        `when the error on all 60000 training images is measured: ${epoch}, with each test error as published, or never`,
      ),
    ),
    "epoch",
  );
}

/** η */
export function learningRate(description: string, published: number) {
  return v.optional(
    v.pipe(
      v.number("it is not a number"),
      v.finite("it is not finite"),
      v.minValue(0, "it is negative"),
      v.description(description),
    ),
    published,
  );
}

/** λ, lost with each `unit`. */
export function weightDecay(unit: string, published: number) {
  return v.optional(
    v.pipe(
      v.number("it is not a number"),
      v.minValue(0, "it is negative"),
      v.maxValue(1, "it is greater than 1"),
      v.description(
        `share λ of every weight and bias lost with each ${unit}, not multiplied by η`,
      ),
    ),
    published,
  );
}
