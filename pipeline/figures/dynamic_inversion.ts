/** Dynamic inversion on MNIST: what it learns, and how it comes to rest. */
import { endsFigure, linear } from "./ends_figures.ts";
import { figure4a, figure4bNormal } from "./figure_4.ts";
import type { Composite, FigureDescription, Panel, Place } from "./figure.ts";

const classification: Panel = {
  ...figure4a,
  name: "mnist-dynamic-inversion-error",
  title: "Dynamic inversion on MNIST: test error",
  caption:
    "Share of the test images that a 784-1000-10 network classifies wrongly, while it learns one image at a time. DI runs its linear loop for every image, DI-tanh the loop through tanh, and SDI the single loop; NDI-2 is where DI comes to rest.",
  experiment: "mnist-dynamic-inversion",
};

const autoencoder: Panel = {
  ...figure4bNormal,
  name: "mnist-autoencoder-dynamic-inversion-error",
  title: "Dynamic inversion, autoencoder: test error",
  caption:
    "Mean squared error of a pixel over the test images, while the 784-500-250-30-250-500-784 network learns from small random weights. DI runs its linear loop for every image of a batch; NDI-2 is where it comes to rest.",
  experiment: "mnist-autoencoder-dynamic-inversion",
};

/** Where a panel of settling stands: step lengths from left to right, the start above what has learned. */
const stepLengths = [0.1, 0.25, 0.5, 1];
const states = { start: "at the start", trained: "after learning" };
const [width, height] = [288, 240];

/** One panel for every step length, before and after learning. */
function settlingFigure(
  measure: "angle" | "gain",
  { vertical, title, caption }:
    & Pick<Panel, "vertical">
    & Record<"title" | "caption", string>,
): Composite {
  const name = `dynamic-inversion-settling-${measure}`;
  const places = Object.entries(states).flatMap(([state, words], row) =>
    stepLengths.map((dt, column): Place => ({
      panel: {
        name: `${name}-${state}-dt-${dt}`,
        title: `${title}, ${words}, dt ${dt}`,
        heading: `dt ${dt}, ${words}: ${vertical.label}`,
        caption,
        experiment: "dynamic-inversion-settling",
        metrics: [`${measure}_${state}_dt_${dt}`],
        horizontal: { label: "steps of the loop", scale: "log" },
        vertical,
        palette: "mnist",
      },
      letter: "abcdefgh"[row * stepLengths.length + column],
      box: [column * width, row * height, width, height],
    }))
  );
  return { name, title, caption, width: stepLengths.length * width, places };
}

const loops =
  "on average over test images, by the number of steps from rest and their length dt in time constants, with the weights of the start (above) and after the network has learned by NDI-2, with the feedback of the start (below). The published loops make 999 steps of .5. NDI has the leak of the loop: .01 for DI and DI-tanh, .001 for DI-2, none for DI-4, .1 for DI-5. DI-tanh has no slope and need not come to the same place.";

/** In the order of the page. */
export const dynamicInversionFigures: readonly FigureDescription[] = [
  classification,
  endsFigure(
    classification.experiment,
    "Dynamic inversion on MNIST",
    linear(classification.vertical),
  ),
  autoencoder,
  endsFigure(
    autoencoder.experiment,
    "Dynamic inversion in the MNIST autoencoder",
    linear(autoencoder.vertical),
  ),
  settlingFigure("angle", {
    title: "Dynamic inversion coming to rest: angle",
    caption:
      `The angle between the hidden error δ of a loop and that of NDI, where the linear loops come to rest, ${loops}`,
    vertical: { label: "angle to NDI (°)", atLeast: [0, 1] },
  }),
  settlingFigure("gain", {
    title: "Dynamic inversion coming to rest: gain",
    caption:
      `The length of the hidden error δ of a loop over that of NDI, where the linear loops come to rest, ${loops}`,
    vertical: { label: "gain over NDI", atLeast: [0, 1] },
  }),
];
