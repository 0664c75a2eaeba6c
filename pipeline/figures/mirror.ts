/** Figures of the autoencoder whose feedback a weight mirror teaches. */
import { endsFigure, linear } from "./ends_figures.ts";
import type { Composite, FigureDescription, Panel, Place } from "./figure.ts";
import { figure4bNormal } from "./figure_4.ts";

const experiment = "mnist-autoencoder-mirror";

const error: Panel = {
  ...figure4bNormal,
  name: `${experiment}-error`,
  title: "Feedback learned by a weight mirror: test error",
  caption:
    "Mean squared error of a pixel over the test images, of the autoencoder from small random weights. NDI, without a leak, keeps the feedback −Wᵀ of the start; that of NDI-mirror begins random and learns by a weight mirror.",
  experiment,
};

const collapse: Composite = {
  name: `${experiment}-collapse`,
  title: "Feedback learned by a weight mirror: the collapse of NDI",
  caption:
    "The autoencoder from small random weights, a line for each seed, of NDI without a leak: its feedback fixed, or learned by a weight mirror (NDI-mirror). Test error, with a circle where it is back at that of the mean image (a); the condition numbers of what is inverted in the layer into the code of 30 units (b) and in that out of it (c).",
  width: 360,
  together: true,
  places: [
    seedBySeed("a", [0, 240], {
      name: `${experiment}-seeds`,
      heading: "Test error",
    }),
    seedBySeed("b", [240, 200], conditionOf(2, "into the code")),
    seedBySeed("c", [440, 200], conditionOf(3, "out of the code")),
  ],
};

function seedBySeed(
  letter: string,
  [top, height]: [number, number],
  panel: Partial<Panel>,
): Place {
  const models = ["NDI", "NDI-mirror"];
  return {
    panel: { ...error, models, eachSeed: true, ...panel },
    letter,
    box: [0, top, 360, height],
  };
}

function conditionOf(layer: number, where: string): Partial<Panel> {
  return {
    name: `${experiment}-condition-${layer}`,
    heading: `Condition number of the loop ${where}, layer ${layer}`,
    metrics: [`condition_${layer}`],
    vertical: { label: "condition number (κ₁)", scale: "log" },
  };
}

/** Layers whose errors come down by feedback, and how wide each is drawn. */
const layers = [1, 2, 3, 4, 5], width = 240;

const angles: Composite = {
  name: `${experiment}-angle`,
  title: "Feedback learned by a weight mirror: alignment",
  caption:
    "Angle between the feedback B of every layer and −Wᵀ of its weights as they are then, of feedback that stays as it was at the start (NDI), and of what a weight mirror teaches (NDI-mirror).",
  width: layers.length * width,
  together: true,
  places: layers.map((layer, k) => ({
    panel: {
      ...error,
      name: `${experiment}-angle-${layer}`,
      heading: `Angle of B to −Wᵀ (°), layer ${layer}`,
      metrics: [`angle_feedback_${layer}`],
      vertical: {
        label: "angle of B to −Wᵀ (°)",
        atLeast: [0, 90],
        within: [0, 180],
      },
    },
    letter: "abcde"[k],
    box: [k * width, 0, width, 240],
  })),
};

export const mirrorFigures: readonly FigureDescription[] = [
  error,
  collapse,
  angles,
  endsFigure(
    experiment,
    "Feedback learned by a weight mirror",
    linear(error.vertical),
  ),
];
