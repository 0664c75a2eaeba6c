/** Claims on NDI beside backpropagation and Gauss–Newton. Iterations are leaks of NDI. */
import type { Bounds, Claims, Comparison } from "./claim.ts";
import { Comparisons } from "./comparisons.ts";
import { valueIn } from "./measures.ts";

const linear = new Comparisons("gauss-newton-linear");
const nonlinear = new Comparisons("gauss-newton-nonlinear");
const teacher = new Comparisons("gauss-newton-teacher");

const [least, published, most] = [1e-6, .01, 1e3];

const moments = { start: "before training", trained: "after training" };

/** The angle of NDI with a leak to each of several rules, layer by layer. */
const angles = (
  experiment: Comparisons,
  models: readonly string[],
  { when = "trained", layers = [1, 2], leak }: {
    when?: keyof typeof moments;
    layers?: number[];
    leak: number;
  },
  bounds: Bounds,
): Comparison[] =>
  layers.flatMap((layer) =>
    experiment.angles(
      models,
      `angle of NDI with leak ${leak} ${moments[when]}, layer ${layer}`,
      valueIn(`angle_${when}_${layer}`, [leak, leak]),
      bounds,
    )
  );

const near = { high: 5 };

export const gaussNewtonClaims: Claims = {
  "gauss-newton-leak-bridges": [
    "The leak leads from pseudobackprop to backpropagation: with little of it non-dynamic inversion points where the one does, with much where the other does.",
    "analysis: resting state B (WB − αI)⁻¹ e with B = −Wᵀ",
    "Mean angle after training, B = −Wᵀ, in the linear regression and in the nonlinear one with a teacher of U(±.5): to PBP with leak .000001, to BP with leak 1000; wanted below 5°.",
    [
      ...angles(linear, ["PBP"], { layers: [1], leak: least }, near),
      ...angles(linear, ["BP"], { layers: [1], leak: most }, near),
      ...angles(teacher, ["PBP"], { leak: least }, near),
      ...angles(teacher, ["BP"], { leak: most }, near),
    ],
  ],
  "gauss-newton-published-leak-is-bp": [
    "In the published nonlinear regression the published leak of .01 leaves non-dynamic inversion pointing where backpropagation does, and far from Gauss–Newton.",
    "analysis: leak .01 against weights U(±.01), nonlinear_regression.py",
    "Mean angle with leak .01 and B = −Wᵀ, before and after training, in both layers: to BP, wanted below 10°, and to GN, wanted above 30°.",
    (["start", "trained"] as const).flatMap((when) => [
      ...angles(nonlinear, ["BP"], { when, leak: published }, { high: 10 }),
      ...angles(nonlinear, ["GN"], { when, leak: published }, { low: 30 }),
    ]),
  ],
  "gauss-newton-wants-slopes": [
    "Where slopes leave 1, non-dynamic inversion does not become Gauss–Newton however small its leak, neither that of a layer nor that of the network.",
    "analysis: W W⁺ e = e takes no slope into account, W D (W D)⁺ e = e does",
    "Mean angle after training with leak .000001 and B = −Wᵀ, to LGN and to GN, in both layers, with a teacher of U(±.5); wanted above 10°.",
    angles(teacher, ["LGN", "GN"], { leak: least }, { low: 10 }),
  ],
};
