import * as v from "valibot";
import { mnistClassificationSettings } from "../mnist_classification/settings.ts";
import { count, trainingImages } from "../settings.ts";

const { eta, decay, firstLayer, block } = mnistClassificationSettings.entries;

/** What can be set where loops settle; the network learns as in MNIST classification. */
export const inversionSettlingSettings = v.strictObject({
  images: count(
    "test images, from the first on, over whose errors angles and gains are averaged",
    200,
    10000,
  ),
  longest: count("steps that the loops make at most", 3000),
  examples: count(
    "training images that the network learns by NDI with leak .01 before it is measured again",
    10000,
    trainingImages,
  ),
  ...{ eta, decay, firstLayer, block },
});

export type InversionSettlingSettings = v.InferOutput<
  typeof inversionSettlingSettings
>;

/** The settings that the initial weights depend on: none, only the seed. */
export const initialiseSettings: readonly string[] = [];
