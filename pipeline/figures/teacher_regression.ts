/** Figures of the nonlinear regression on a teacher whose answers depend on their inputs. */
import { endsFigure } from "./ends_figures.ts";
import type { FigureDescription, Panel } from "./figure.ts";

const experiment = "nonlinear-regression-teacher";

const error: Panel = {
  name: `${experiment}-error`,
  title: "Regression on a teacher whose depth matters: error",
  heading: "Normalised squared error",
  caption:
    "Squared error over the whole training set, divided by the largest error of any model, while a 30-20-10-10 network with tanh in both hidden layers learns what a random network of the same shape answers whose weights are from U(±.5). Every rule has the learning rate at which it ended lowest in a sweep from other seeds.",
  experiment,
  metrics: ["normalised_error"],
  vertical: {
    label: "normalised squared error (NSE)",
    scale: "log",
    close: true,
  },
};

const centred: Panel = {
  name: `${experiment}-centred-error`,
  title: "A teacher whose depth matters: error about the mean",
  heading: "Squared error without that of the mean answer",
  caption:
    "What is left of the squared error when student and teacher are each taken about their mean answer: biases alone lower the error, and this not at all. It begins with all that depends on the inputs.",
  experiment,
  metrics: ["centred_error"],
  vertical: {
    label: "squared error about the mean",
    scale: "log",
    close: true,
  },
};

export const teacherRegressionFigures: readonly FigureDescription[] = [
  error,
  centred,
  endsFigure(
    experiment,
    "Regression on a teacher whose depth matters",
    { label: "squared error", scale: "log" },
  ),
];
