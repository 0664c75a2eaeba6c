/** Every figure of the pipeline. Data alone: importing it draws nothing and loads no library. */
import type { FigureDescription, Palette, Panel } from "./figure.ts";
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
export interface Figure {
  name: string;
  title: string;
  caption: string;
  /** several for a figure of several panels */
  experiments: string[];
  /** the metrics of its panels; none where it shows digits */
  metrics: string[];
  /** which published colours its curves have */
  palette?: Palette;
}

export function aboutFigure(figure: FigureDescription): Figure {
  const { name, title, caption } = figure;
  const metrics = new Set(panelsOf(figure).flatMap(({ metrics }) => metrics));
  return {
    ...{ name, title, caption, experiments: experimentsOf(figure) },
    metrics: [...metrics],
    ..."palette" in figure ? { palette: figure.palette } : {},
  };
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
