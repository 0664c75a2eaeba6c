/**
 * Claims on dynamic inversion of MNIST. Iterations are examples of the classification, counted from
 * 0, batches done of the autoencoder, and steps of a loop where it comes to rest.
 */
import type { Bounds, Claims, Comparison } from "./claim.ts";
import { Comparisons } from "./comparisons.ts";
import { valueIn } from "./measures.ts";

const classification = new Comparisons("mnist-dynamic-inversion");
const autoencoder = new Comparisons("mnist-autoencoder-dynamic-inversion");
const settling = new Comparisons("dynamic-inversion-settling");

/** Errors where they were last measured. */
const classified = valueIn("test_error", [9500, 9999]);
const reconstructed = valueIn("test_error", [200, 200]);

/** The angle to NDI after so many steps of .5. */
const angleAfter = (state: "start" | "trained", steps: number) =>
  valueIn(`angle_${state}_dt_0.5`, [steps, steps]);

/** The angle of one loop to where it comes to rest over that of another. */
const nearer = (model: string, other: string, bounds: Bounds) =>
  settling.errors([model], "over", [other], angleAfter("start", 100), bounds)
    .map((one) => ({
      ...one,
      what: `angle of ${model} over angle of ${other}`,
    }));

const inEverySeed = (one: Comparison) => ({ ...one, ofEverySeed: true });

const resting = "analysis: resting state B (WB − αI)⁻¹ e";

export const dynamicInversionClaims: Claims = {
  "dynamics-classify-as-at-rest": [
    "Dynamic inversion by linear loops learns to classify digits as its resting state does.",
    resting,
    "Share of test images classified wrongly after 10,000 examples, DI less NDI-2, paired by seed; wanted within half a per cent.",
    classification.errors(["DI"], "less", ["NDI-2"], classified, {
      low: -.005,
      high: .005,
    }),
  ],
  "dynamics-reconstruct-as-at-rest": [
    "Dynamic inversion by linear loops learns to reconstruct digits as its resting state does.",
    resting,
    "Mean squared test error of the autoencoder after 200 batches, small weights, DI over NDI-2; wanted within five per cent in every seed.",
    autoencoder.errors(["DI"], "over", ["NDI-2"], reconstructed, {
      low: 1 / 1.05,
      high: 1.05,
    }).map(inEverySeed),
  ],
  "dynamics-published-steps-suffice": [
    "The published 999 steps of .5 bring linear loops to rest, with a leak or without.",
    "code: mnist_classification.py (999 steps of .5)",
    "Angle between δ of DI, DI-2, DI-4 and DI-5 and that of NDI with the same leak after 999 steps, when the network has learned 10,000 examples; wanted below a tenth of a degree in every seed.",
    settling.angles(
      ["DI", "DI-2", "DI-4", "DI-5"],
      "angle after 999 steps",
      angleAfter("trained", 999),
      { high: .1 },
    ).map(inEverySeed),
  ],
  "dynamics-leak-hastens": [
    "A leak brings a loop to rest in fewer steps.",
    "analysis: eigenvalues of the loop, (λ + 1)(λ + α) = μ for each μ of WB",
    "Angle between δ and that of NDI with the same leak after 100 steps of .5 at the start, of DI-5 (leak .1) and of DI (.01) over that of DI-4 (none), paired by seed.",
    [
      ...nearer("DI-5", "DI-4", { high: .5 }),
      ...nearer("DI", "DI-4", { high: 1 }),
    ],
  ],
};
