/** Claims on the nonlinear regression, Figure 3g–k. Iterations are counted from 0. */
import type { Bounds, Claim } from "./claim.ts";
import { errorLeft, errors, ofEach } from "./comparisons.ts";
import { meanIn, stabilityLosses, valueIn } from "./measures.ts";

const experiment = "nonlinear-regression";
const errorAt = (iteration: number) => valueIn("error", [iteration, iteration]);

/** After 10000 examples, as the published script stops by itself, and 20000, the whole of Figure 3g. */
const script = 9999, end = 19999;

const rules = ["BP", "FA", "FA-2", "PBP", "NDI", "NDI-2", "NDI-3"];
const loops = ["DI", "DI-2", "DI-3"];
const singleLoops = ["SDI", "SDI-2", "SDI-3"];

/** The errors after 10000 examples of each of `models` over those of each of `others`. */
const ratios = (models: string[], others: string[], bounds: Bounds) => {
  const measure = errorAt(script);
  return errors(models, "over", others, { experiment, measure, bounds });
};

/** Mean angles to NDI over 10000 examples, layer by layer. */
const meanAngles = (models: readonly string[], bounds: Bounds) =>
  [1, 2].flatMap((layer) =>
    ofEach(models, {
      experiment,
      what: `mean angle to NDI, layer ${layer}`,
      unit: "degrees",
      bounds,
      measure: meanIn(`angle_ndi_${layer}`, [0, script]),
    })
  );

export const nonlinearRegressionClaims: readonly Claim[] = [
  {
    id: "nonlinear-any-rule-will-do",
    statement:
      "Most of the task is its constant part, which any rule learns alike: the published teacher hardly depends on its inputs.",
    source: ["analysis", "teacher U(±.01) in nonlinear_regression.py"],
    measured:
      "Squared error after 10000 examples over that after the first, of the rule that did worst; wanted below one ten-thousandth.",
    comparisons: [
      errorLeft([...rules, ...loops, ...singleLoops], {
        experiment,
        start: errorAt(0),
        end: errorAt(script),
        bounds: { high: 1e-4 },
      }),
    ],
  },
  {
    id: "nonlinear-ends-below-bp",
    statement:
      "Dynamic inversion learns to a lower error than backpropagation and feedback alignment.",
    source: ["figure", "Fig. 3g, nonlinear_regression.py"],
    measured:
      "Squared error after 10000 examples, where the published script stops by itself, each loop over BP and over FA, paired by seed.",
    comparisons: ratios(loops, ["BP", "FA"], { high: 1 }),
  },
  {
    id: "nonlinear-optimised-feedback",
    statement:
      "Random feedback that was only made stable serves as well as feedback from the weights.",
    source: ["text", "Abstract (“fixed or random feedback”), Fig. 3g"],
    measured:
      "Squared error after 10000 examples, DI-3 over DI, of equal leak, paired by seed; wanted below 2.",
    comparisons: ratios(["DI-3"], ["DI"], { high: 2 }),
  },
  {
    id: "nonlinear-reaches-resting-state",
    statement: "The loops settle near their resting states.",
    source: ["figure", "Fig. 3j, whose published axis ends near 15°"],
    measured:
      "Mean angle between δ of DI and of NDI over 10000 examples, in both layers; wanted below 15°.",
    comparisons: meanAngles(loops, { high: 15 }),
  },
  {
    id: "nonlinear-single-loop-direction",
    statement:
      "One loop through both layers points about where a loop per layer does.",
    source: ["figure", "Fig. 3k, whose published axis ends at 55°"],
    measured:
      "Mean angle between δ of SDI and of NDI over 10000 examples, in both layers; wanted below 55°.",
    comparisons: meanAngles(singleLoops, { high: 55 }),
  },
  {
    id: "nonlinear-single-loop-error",
    statement:
      "One loop through both layers learns as well as a loop per layer.",
    source: [
      "text",
      "Supplement (“the same steady state as sequential dynamic inversion”), Fig. 3g",
    ],
    measured:
      "Squared error after 10000 examples, SDI over DI of the same feedback and leak, paired by seed; wanted below 2.",
    comparisons: singleLoops.flatMap((single, k) =>
      ratios([single], [loops[k]], { high: 2 })
    ),
  },
  {
    id: "nonlinear-stays-stable",
    statement:
      "The loops of dynamic inversion stay stable throughout, whatever their feedback.",
    source: ["figure", "Fig. 3h, nonlinear_regression.py"],
    measured:
      "Times that a loop lost its stability in 20000 examples; wanted none, in every seed.",
    comparisons: ofEach(loops, {
      experiment,
      what: "losses of stability",
      unit: "count",
      bounds: { high: 1 },
      ofEverySeed: true,
      measure: stabilityLosses(end),
    }),
  },
];
