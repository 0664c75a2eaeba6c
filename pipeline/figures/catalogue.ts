/** Every figure of the pipeline. Data alone: importing it draws nothing and loads no library. */
import type { FigureDescription, Palette, Panel, Titled } from "./figure.ts";
import { figure3 } from "./figure_3.ts";
import {
  figure4,
  figure4a,
  figure4b,
  figure4bDigits,
  figure4bNormal,
  figure4bOrthogonal,
} from "./figure_4.ts";

/** What the page says about a figure, and where its numbers come from. */
export type Figure = Titled & {
  /** several for a figure of several panels */
  experiments: string[];
  /** the metrics of its panels; none where it shows digits */
  metrics: string[];
  palette?: Palette;
};

export function aboutFigure(figure: FigureDescription): Figure {
  const { name, title, caption } = figure;
  const panels = panelsOf(figure);
  const metrics = [...new Set(panels.flatMap(({ metrics }) => metrics))];
  const [{ palette = "regression" } = {}] = panels;
  const experiments = experimentsOf(figure);
  return { name, title, caption, experiments, metrics, palette };
}

/** The experiments whose results a figure shows. */
export function experimentsOf(figure: FigureDescription): string[] {
  const shown = "columns" in figure ? figure.columns : panelsOf(figure);
  return [...new Set(shown.map(({ experiment }) => experiment))];
}

function panelsOf(figure: FigureDescription): Panel[] {
  if ("columns" in figure) return [];
  return "places" in figure
    ? figure.places.map(({ panel }) => panel)
    : [figure];
}

/** In the order of the paper. */
export const figures: readonly FigureDescription[] = [
  figure3,
  ...panelsOf(figure3),
  figure4,
  figure4a,
  figure4b,
  figure4bNormal,
  figure4bOrthogonal,
  figure4bDigits,
];
