import * as v from "valibot";
import {
  choice,
  count,
  mnistEntries,
  notNegative,
  trainErrorEntry,
  weightDecay,
} from "../settings.ts";

/** The published settings of MNIST classification, each with what it means. */
export const mnistClassificationSettings = v.strictObject({
  ...mnistEntries(15),
  evaluateEvery: count(
    "examples between two measurements of the test error, counted over all epochs from the first example on",
    1000,
  ),
  trainErrorEvery: trainErrorEntry("at the end of each epoch"),
  eta: notNegative("learning rate η of weights and biases", 1e-3),
  decay: weightDecay("example", 1e-6),
  firstLayer: choice(
    "how the first layer multiplies pixels: sparse takes only those that are not zero, dense takes all, by the backend's products; auto is sparse on wasm and native, dense on webgpu and cpu",
    ["auto", "sparse", "dense"],
  ),
  block: count(
    "examples whose first-layer products are computed together; changes rounding only",
    64,
    4096, // whose products with one another take 200 MB
  ),
});

/** The settings of MNIST classification, complete. */
export type MnistClassificationSettings = v.InferOutput<
  typeof mnistClassificationSettings
>;

/** How the first layer multiplies pixels. */
export type FirstLayerKind = MnistClassificationSettings["firstLayer"];

/** The settings that the initial weights depend on: none, only the seed. */
export const initialiseSettings: readonly string[] = [];
