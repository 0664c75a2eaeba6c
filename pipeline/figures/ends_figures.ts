/** What the models of every experiment end with over seeds, and which below which. */
import type { EndsFigure, VerticalAxis } from "./figure.ts";
import { figure4a, figure4bNormal } from "./figure_4.ts";

/** The p from which on an order is told from chance. */
export const significance = .05;

/** @param ends the axis of what models end with */
export function endsFigure(
  experiment: string,
  title: string,
  ends: VerticalAxis,
): EndsFigure {
  return {
    name: `ends-${experiment}`,
    title: `${title}: where each seed ends`,
    caption:
      "The error that every model ends with: a dot for each seed, and their median with its 95 % interval. Beside it, where there are several seeds, in what per cent of the seeds the row’s model ends below the column’s, both having started from the same weights.",
    experiment,
    ends,
    .../^(mnist|fashion)-/.test(experiment) && { palette: "mnist" },
  };
}

const squared: VerticalAxis = { label: "squared error", scale: "log" };

/** As panels have it, but linear: ends are near to one another. */
export const linear = ({ label, factor }: VerticalAxis): VerticalAxis => ({
  label,
  ...factor !== undefined && { factor },
});

export const endsFigures: readonly EndsFigure[] = [
  endsFigure("linear-regression", "Linear regression", squared),
  endsFigure(
    "linear-regression-normalised",
    "Linear regression, normalised updates",
    squared,
  ),
  endsFigure("nonlinear-regression", "Nonlinear regression", squared),
  endsFigure(
    "mnist-classification",
    "MNIST classification",
    linear(figure4a.vertical),
  ),
  endsFigure(
    "mnist-autoencoder-normal",
    "MNIST autoencoder, small random weights",
    linear(figure4bNormal.vertical),
  ),
  endsFigure(
    "mnist-autoencoder-orthogonal",
    "MNIST autoencoder, orthogonal weights",
    linear(figure4bNormal.vertical),
  ),
];
