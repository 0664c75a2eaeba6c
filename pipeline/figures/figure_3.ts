/** Figure 3: both regressions, and each of their panels as a figure of its own. */
import type { Composite, Panel, VerticalAxis } from "./figure.ts";

export const figure3a: Panel = {
  name: "figure-3a",
  title: "Linear regression: error",
  heading: "Linear regression: normalised squared error",
  caption:
    "Squared error over the whole training set, divided by the largest error of any model, while a 30-20-10 linear network learns a random linear map one example at a time.",
  experiment: "linear-regression",
  metrics: ["normalised_error"],
  vertical: { label: "normalised squared error (NSE)", scale: "log" },
};

const figure3b: Panel = {
  ...figure3a,
  name: "figure-3b",
  title: "Linear regression, normalised updates: error",
  heading: "The same, updates normalised",
  caption:
    "As Figure 3a, with every weight update scaled to the same length, a Frobenius norm of one: rules can differ by the direction of their updates alone.",
  experiment: "linear-regression-normalised",
};

/** What panels of the feedback and its loop have in common. */
const feedback = {
  experiment: "linear-regression",
  models: ["DI", "DI-2", "DI-3"],
  first: 500,
};

export const figure3c: Panel = {
  ...feedback,
  name: "figure-3c",
  title: "Linear regression: stability of the loop",
  caption:
    "Spectral abscissa, the largest real part of the eigenvalues of the dynamic inversion loop, after any repair of its feedback. The loop is stable while it is below zero (dashed).",
  metrics: ["spectral_abscissa_1"],
  vertical: {
    label: "spectral abscissa (λₘₐₓ)",
    atLeast: [0, 0],
    zeroLine: true,
  },
};

/** An axis of angles. */
function degrees(what: string, rest: Partial<VerticalAxis>): VerticalAxis {
  const label = `angle of ${what} (°)`;
  return { label, within: [0, 180], step: 45, ...rest };
}

/** A departure: the published axis says Wᵀ where the angle is to −Wᵀ. */
export const figure3d: Panel = {
  ...feedback,
  name: "figure-3d",
  title: "Linear regression: B against −Wᵀ",
  caption:
    "Angle between the feedback B and the negative transpose of the weights it inverts, −Wᵀ, while the weights move away from where they started.",
  metrics: ["angle_feedback_1"],
  vertical: degrees("B to −Wᵀ", { atLeast: [0, 50] }),
};

export const figure3e: Panel = {
  ...feedback,
  name: "figure-3e",
  title: "Linear regression: δ of DI against NDI",
  caption:
    "Angle between the hidden error δ that dynamic inversion reaches and the steady state solved directly (NDI).",
  metrics: ["angle_ndi_1"],
  vertical: degrees("δ in DI to NDI", { published: [-3, 55] }),
};

const figure3f: Panel = {
  ...feedback,
  name: "figure-3f",
  title: "Linear regression: δ of DI against PBP",
  caption:
    "Angle between the hidden error δ of dynamic inversion and that of pseudobackprop (PBP), which uses the pseudoinverse of the weights.",
  metrics: ["angle_pbp_1"],
  vertical: degrees("δ in DI to PBP", { published: [-5, 90] }),
};

const figure3g: Panel = {
  ...figure3a,
  name: "figure-3g",
  title: "Nonlinear regression: error",
  heading: "Nonlinear regression: normalised squared error",
  caption:
    "Squared error over the whole training set, divided by the largest error of any model, while a 30-20-10-10 network with tanh in both hidden layers learns, one example at a time, what a random network of the same shape answers.",
  experiment: "nonlinear-regression",
};

const nonlinear = { ...feedback, experiment: "nonlinear-regression" };

/** A departure: the published axis takes every value for negative; here one that is not is marked. */
export const figure3h: Panel = {
  ...nonlinear,
  name: "figure-3h",
  title: "Nonlinear regression: stability of the loops",
  caption:
    "Spectral abscissa of the dynamic inversion loop of layer 1 (solid) and of layer 2 (dashed), after any repair of its feedback. A loop is stable while it is below zero; the log axis has the values nearest to zero at its top.",
  metrics: ["spectral_abscissa_1", "spectral_abscissa_2"],
  vertical: {
    label: "spectral abscissa (λₘₐₓ)",
    scale: "log",
    negative: true,
    atLeast: [1e-3, 1e-2],
  },
};

const figure3i: Panel = {
  ...nonlinear,
  name: "figure-3i",
  title: "Nonlinear regression: B against −Wᵀ",
  caption:
    "Angle between the feedback B of layer 1 (solid) or layer 2 (dashed) and the negative transpose of the weights it inverts, −Wᵀ.",
  metrics: ["angle_feedback_1", "angle_feedback_2"],
  vertical: figure3d.vertical,
};

const figure3j: Panel = {
  ...nonlinear,
  name: "figure-3j",
  title: "Nonlinear regression: δ of DI against NDI",
  caption:
    "Angle between the hidden error δ that dynamic inversion reaches and the steady state solved directly (NDI), in layer 1 (solid) and layer 2 (dashed).",
  metrics: ["angle_ndi_1", "angle_ndi_2"],
  vertical: degrees("δ in DI to NDI", { atLeast: [0, 16], step: 15 }),
};

export const figure3k: Panel = {
  ...nonlinear,
  name: "figure-3k",
  title: "Nonlinear regression: δ of SDI against NDI",
  caption:
    "Angle between the hidden error δ of single-loop dynamic inversion (SDI), one loop through both layers, and the steady state of a loop per layer (NDI), in layer 1 (solid) and layer 2 (dashed).",
  metrics: ["angle_ndi_1", "angle_ndi_2"],
  models: ["SDI", "SDI-2", "SDI-3"],
  vertical: degrees("δ in SDI to NDI", { published: [-2, 55] }),
};

/** Both regressions, a row each: errors large, stability and angles small beside them. */
export const figure3: Composite = {
  name: "figure-3",
  title: "Linear and nonlinear regression",
  caption:
    "Linear regression (a–f) and nonlinear regression (g–k): error of every rule, stability of the dynamic inversion loops, and the angles of their feedback and of the hidden errors they reach. In h–k solid lines are of layer 1, dashed ones of layer 2.",
  width: 1152, // twelve inches of 96 pixels, as published
  places: [
    { panel: figure3a, letter: "a", box: [0, 0, 344, 252] },
    { panel: figure3b, letter: "b", box: [344, 0, 304, 252] },
    { panel: figure3c, letter: "c", box: [648, 0, 252, 112], bare: true },
    { panel: figure3d, letter: "d", box: [648, 112, 252, 140] },
    { panel: figure3e, letter: "e", box: [900, 0, 252, 112], bare: true },
    { panel: figure3f, letter: "f", box: [900, 112, 252, 140] },
    { panel: figure3g, letter: "g", box: [0, 252, 648, 252] },
    { panel: figure3h, letter: "h", box: [648, 252, 252, 112], bare: true },
    { panel: figure3i, letter: "i", box: [648, 364, 252, 140] },
    { panel: figure3j, letter: "j", box: [900, 252, 252, 112], bare: true },
    { panel: figure3k, letter: "k", box: [900, 364, 252, 140] },
  ],
};
