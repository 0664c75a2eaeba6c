/** Every figure of the pipeline. Data alone: importing it draws nothing and loads no library. */
import { beyondFigures } from "./beyond.ts";
import { endsFigures } from "./ends_figures.ts";
import type { FigureDescription, Panel } from "./figure.ts";
import { figure3 } from "./figure_3.ts";
import * as mnist from "./figure_4.ts";

/** Pixels of a figure that has room beside others of its experiment. */
const widestOfOne = 500;

/** What the page says about a figure, and where its numbers come from. */
export type Figure = ReturnType<typeof aboutFigure>;

export function aboutFigure(figure: FigureDescription) {
  const { name, title, caption } = figure;
  const panels = panelsOf(figure);
  // none where digits, sweeps, ends or seeds one by one are shown
  const metrics = [
    ...new Set(
      panels.flatMap(({ metrics, eachSeed }) => eachSeed ? [] : metrics),
    ),
  ];
  const [{ palette = "regression", added } = {}] =
    "keys" in figure || "ends" in figure ? [figure] : panels;
  const experiments = experimentsOf(figure);
  /** of metrics of which only so many examples are shown from the first */
  const first: Record<string, number> = Object.fromEntries(
    panels.flatMap(({ metrics, first }) =>
      first === undefined ? [] : metrics.map((metric) => [metric, first])
    ),
  );
  const counts = panels.find(({ horizontal }) => horizontal)?.horizontal?.label;
  const isWide = "places" in figure && experiments.length === 1 &&
    figure.width > widestOfOne;
  return {
    ...{ name, title, caption, experiments, metrics, palette },
    ...isWide && { wide: true },
    ...counts !== undefined && { counts },
    ...Object.keys(first).length > 0 && { first },
    ...added && { added },
  };
}

/** The experiments whose results a figure shows. */
export function experimentsOf(figure: FigureDescription): string[] {
  if ("experiment" in figure) return [figure.experiment];
  const shown = "columns" in figure ? figure.columns : panelsOf(figure);
  return [...new Set(shown.map(({ experiment }) => experiment))];
}

/** The panels of curves that a figure shows. */
export function panelsOf(figure: FigureDescription): Panel[] {
  if ("places" in figure) return figure.places.map(({ panel }) => panel);
  return "metrics" in figure ? [figure] : [];
}

/** In the order of the paper, then those beyond it. */
export const figures: readonly FigureDescription[] = [
  figure3,
  ...panelsOf(figure3),
  mnist.figure4,
  mnist.figure4a,
  mnist.figure4b,
  mnist.figure4bNormal,
  mnist.figure4bOrthogonal,
  mnist.figure4bDigits,
  mnist.figure4bCollapse,
  ...endsFigures,
  ...beyondFigures,
];
