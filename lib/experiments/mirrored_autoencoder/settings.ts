import * as v from "valibot";
import { normalAutoencoderSettings } from "../mnist_autoencoder/settings.ts";
import { count, flag, notNegative } from "../settings.ts";

/** The settings of the autoencoder of small weights, and those of the mirror that may teach its feedback. */
export const mirroredAutoencoderSettings = v.strictObject({
  ...normalAutoencoderSettings.entries,
  mirror: flag("whether a weight mirror teaches the feedback", false),
  mirrorFirst: count("lessons of the mirror before the first batch", 40),
  mirrorEvery: count("batches from one lesson of the mirror to the next", 50),
  mirrorNoises: count("noises that every layer sends up in a lesson", 1000),
  mirrorDecay: notNegative(
    "share λ of the feedback that is forgotten in a lesson; η of the mirror is such that it comes to rest at −Wᵀ",
    0.125,
    1,
  ),
});

/** The same, complete. */
export type MirroredAutoencoderSettings = v.InferOutput<
  typeof mirroredAutoencoderSettings
>;

export { initialiseSettings } from "../mnist_autoencoder/settings.ts";
