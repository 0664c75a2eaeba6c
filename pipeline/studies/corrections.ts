/**
 * What the published code does that it may not have meant, and the settings that
 * do otherwise: each correction is trained beside the published run it differs
 * from, so that the page can say what it changes.
 */
import type { EffectMetric } from "../../lib/statistics/effect.ts";
import type { Json } from "../engine/text/canonical_json.ts";

/** One correction, as data: what is changed, where, and how its effect shows. */
export interface Correction {
  /** part of the names of its nodes */
  id: string;
  title: string;
  /** what the published code does, and what is done instead, as sentences */
  published: string;
  corrected: string;
  /** script and place of what is corrected */
  source: string;
  /** the experiments that have it */
  experiments: readonly string[];
  /** the settings that make it, with their corrected values */
  set: Readonly<Record<string, Json>>;
  /** the models it concerns, those that the experiment has of them */
  models: readonly string[];
  /** what its effect is measured by */
  measures: readonly EffectMetric[];
}

const linear = ["linear-regression"];
const nonlinear = ["nonlinear-regression"];
const both = [...linear, ...nonlinear];
const bothScripts = "linear_regression.py and nonlinear_regression.py";

/** Every correction that is measured, in the order of the page. */
export const corrections: readonly Correction[] = [
  {
    id: "slopes-once",
    title: "Slopes taken once",
    published:
      "BP, FA, PBP and NDI multiply a hidden error by the slope of its layer twice, DI once.",
    corrected: "All multiply it once.",
    source:
      "nonlinear_regression.py, the training loop after its calls of backprop_error, which has multiplied already",
    experiments: nonlinear,
    set: { slopes: "once" },
    models: ["BP", "FA", "PBP", "NDI", "NDI-2"],
    measures: ["error"],
  },
  {
    id: "teacher-scale",
    title: "A teacher whose answers depend on its inputs",
    published:
      "The teacher’s weights and biases are so small that its answers are nearly constant: most of the error is unlearned by the output’s biases, the same under every rule.",
    corrected: "They are drawn from U(±0.5).",
    source: "nonlinear_regression.py, where the teacher is drawn",
    experiments: nonlinear,
    set: { teacherScale: 0.5 },
    models: ["BP", "FA", "PBP", "NDI", "DI", "SDI"],
    measures: ["error_left"],
  },
  {
    id: "single-loop-sign",
    title: "The sign of SDI’s feedback",
    published:
      "The feedback of SDI is −B1 B2, which closes the loop negatively where B1 and B2 are negative.",
    corrected: "It is B1 B2, as the paper’s supplement has it.",
    source: "nonlinear_regression.py, where the feedback of SDI is made",
    experiments: nonlinear,
    set: { singleLoopSign: 1 },
    models: ["SDI", "SDI-3"],
    measures: ["error", "angle_ndi_1"],
  },
  ...(["linear", "linearised"] as const).map((transfer): Correction => ({
    id: `single-loop-${transfer}`,
    title: `A ${transfer} loop of SDI`,
    published:
      "The loop of SDI runs through tanh about zero, while that of DI is linear.",
    corrected: transfer === "linear"
      ? "The loop of SDI is linear too."
      : "The loop of SDI is linear, and each layer’s state is divided by its slope in the forward pass, so that what it settles at carries the slope once.",
    source:
      "nonlinear_regression.py, which imports the linear and the linearised form from sim_tools.py and calls neither",
    experiments: nonlinear,
    set: { singleLoopTransfer: transfer },
    models: ["SDI"],
    measures: ["error", "angle_ndi_1"],
  })),
  {
    id: "single-loop-joint",
    title: "The loop that SDI runs kept stable",
    published:
      "With SDI, the two loops that DI would run are watched and repaired; SDI runs neither, and a repair changes nothing that it learns.",
    corrected: "The one loop through both layers is watched and repaired.",
    source:
      "nonlinear_regression.py, the check of stability in the training loop",
    experiments: nonlinear,
    set: { singleLoopStability: "joint" },
    models: ["SDI", "SDI-3"],
    measures: ["error"],
  },
  {
    id: "shared-repairs",
    title: "NDI with the repairs of DI",
    published:
      "Where a loop loses its stability the feedback of DI is repaired, and that of NDI, its resting state, is not: the two part by more than their dynamics.",
    corrected: "NDI repairs its feedback where DI would.",
    source: `${bothScripts}, the repair in the training loop`,
    experiments: both,
    set: { shareRepairs: true },
    models: ["NDI-2", "NDI-3"],
    measures: ["error"],
  },
  {
    id: "smoothed-abscissa",
    title: "The smoothed spectral abscissa",
    published:
      "The descent that makes feedback stable solves Lyapunov equations that are singular, and so follows the plain spectral abscissa.",
    corrected:
      "It follows the abscissa smoothed by ε = 0.001, as the method it cites does.",
    source: "sim_tools.py, the descent on the spectral abscissa",
    experiments: linear,
    set: { optimisationSmoothing: 0.001 },
    models: ["NDI-3", "DI-3"],
    measures: ["error"],
  },
  {
    id: "integrator-2020",
    title: "The integrator of 2020",
    published: "Loops make 999 steps of half a time constant.",
    corrected:
      "They make 9999 steps of a tenth, twice the time, as the scripts of 2020 did.",
    source: "sim_tools.py, the defaults of its loops",
    experiments: both,
    set: { integratorSteps: 9999, integratorStep: 0.1 },
    models: ["DI", "DI-2"],
    measures: ["error", "angle_ndi_1"],
  },
  {
    id: "settled-loops",
    title: "Loops left to settle",
    published:
      "After 999 steps a loop is cut off, whether it has come to rest or not.",
    corrected: "It makes a hundred times as many steps.",
    source: "sim_tools.py, the defaults of its loops",
    experiments: both,
    set: { integratorSteps: 99900 },
    models: ["DI", "DI-2"],
    measures: ["error", "angle_ndi_1"],
  },
];

/** Quirks whose correction is not measured here, and why. */
export const unmeasured: readonly { title: string; reason: string }[] = [
  {
    title: "Corrections of the regression with normalised updates",
    reason:
      "Its last examples amplify rounding until no two runs agree, so that any change at all would show the same effect.",
  },
  {
    title: "The repair of the second layer assigns the first",
    reason:
      "The published loop can never end once it is entered. The layer that is meant is repaired here, without a setting.",
  },
  {
    title: "Dynamic inversion on MNIST is left to its steady state",
    reason:
      "Its loops take minutes. The settings mnist-classification.models=NDI-2,DI,DI-tanh,SDI and mnist-autoencoder-normal.models=NDI-2,DI train them.",
  },
];

/** The corrections of an experiment. */
export function correctionsOf(experiment: string): Correction[] {
  return corrections.filter(({ experiments }) =>
    experiments.includes(experiment)
  );
}
