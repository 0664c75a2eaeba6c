/** Claims on feedback that a weight mirror teaches, in the autoencoder from small weights. Iterations are batches done. */
import type { Claims } from "./claim.ts";
import { Comparisons } from "./comparisons.ts";
import { valueIn } from "./measures.ts";

const autoencoder = new Comparisons("mnist-autoencoder-mirror");

/** What is measured half of the way, and at the end. */
const halfway = valueIn("test_error", [4000, 4000]);
const end = valueIn("test_error", [8000, 8000]);

/** The angle of the feedback of a layer to −Wᵀ at the end. */
const misaligned = (layer: number) =>
  valueIn(`angle_feedback_${layer}`, [8000, 8000]);

const layers = [1, 2, 3, 4, 5];

export const mirrorClaims: Claims = {
  "mirror-aligns": [
    "Feedback that begins random comes close to −Wᵀ by noise alone, and stays so while the weights learn.",
    "analysis: mean change −η σ² Wᵀ of a weight mirror (Akrout et al., 2019)",
    "Angle between the feedback of NDI-mirror and −Wᵀ after 8000 batches, of every layer; wanted below 30 degrees in every seed.",
    layers.flatMap((layer) =>
      autoencoder.angles(
        ["NDI-mirror"],
        `angle of feedback, layer ${layer}`,
        misaligned(layer),
        { high: 30 },
      ).map((one) => ({ ...one, ofEverySeed: true }))
    ),
  ],
  "mirror-removes-collapse": [
    "Inversion without a leak no longer loses what it has learned where its feedback follows the weights.",
    "analysis: W B = −W S Wᵀ is as stable as the noise's covariance S is positive",
    "Mean squared test error after 8000 batches: that of NDI-mirror is below its own after 4000 batches in every seed, and below that of NDI, whose feedback is fixed, on average.",
    [
      ...autoencoder.changes(
        ["NDI-mirror"],
        "error after 8000 batches over that after 4000",
        [end, halfway],
        { high: 1 },
      ).map((one) => ({ ...one, ofEverySeed: true })),
      ...autoencoder.errors(["NDI-mirror"], "over", ["NDI"], end, { high: 1 }),
    ],
  ],
};
