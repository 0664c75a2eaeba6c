/** Settings that the experiments on MNIST share. */
import * as v from "valibot";
import { count, notNegative } from "./settings.ts";

/** What there is to learn from. */
export const trainingImages = 60000;

/** How many training images an epoch learns. */
export const examplesEntry = count(
  "training images learned in an epoch: the first so many of the 60000, in random order",
  trainingImages,
  trainingImages,
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

/** λ, lost with each `unit`. */
export function weightDecay(unit: string, published: number) {
  return notNegative(
    `share λ of every weight and bias lost with each ${unit}, not multiplied by η`,
    published,
    1,
  );
}
