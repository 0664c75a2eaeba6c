/**
 * Every figure of the pipeline, in the order of the paper. Data alone: importing it draws nothing
 * and loads no library.
 */
import { figure3 } from "./figure_3.ts";
import { figure3a } from "./figure_3a.ts";
import { figure3b } from "./figure_3b.ts";
import { figure3c } from "./figure_3c.ts";
import { figure3d } from "./figure_3d.ts";
import { figure3e } from "./figure_3e.ts";
import { figure3f } from "./figure_3f.ts";
import { figure3g } from "./figure_3g.ts";
import { figure3h } from "./figure_3h.ts";
import { figure3i } from "./figure_3i.ts";
import { figure3j } from "./figure_3j.ts";
import { figure3k } from "./figure_3k.ts";
import { figure4 } from "./figure_4.ts";
import { figure4a } from "./figure_4a.ts";
import { figure4b } from "./figure_4b.ts";
import { type DigitsFigure, figure4bDigits } from "./figure_4b_digits.ts";
import { figure4bNormal } from "./figure_4b_normal.ts";
import { figure4bOrthogonal } from "./figure_4b_orthogonal.ts";
import type { Composite, Key, Panel } from "./panel.ts";

/** What is said about a figure, and where its numbers come from. */
export interface Figure {
  name: string;
  title: string;
  caption: string;
  /** several for a figure of several panels */
  experiments: string[];
  /** the metrics of its panels; none where it shows digits */
  metrics: string[];
  /** which published key gives the colours of its curves */
  key?: Key;
  /** whether it shows the reconstructed digits of one seed in place of averaged curves */
  digits?: boolean;
}

const drawn: readonly AnyFigure[] = [
  figure3,
  figure3a,
  figure3b,
  figure3c,
  figure3d,
  figure3e,
  figure3f,
  figure3g,
  figure3h,
  figure3i,
  figure3j,
  figure3k,
  figure4,
  figure4a,
  figure4b,
  figure4bNormal,
  figure4bOrthogonal,
  figure4bDigits,
];

export const figures: readonly Figure[] = drawn.map((figure) => ({
  name: figure.name,
  title: figure.title,
  caption: figure.caption,
  experiments: experimentsOf(figure),
  metrics: [...new Set(panelsOf(figure).flatMap(({ metrics }) => metrics))],
  ..."key" in figure ? { key: figure.key } : {},
  ..."columns" in figure ? { digits: true } : {},
}));

type AnyFigure = Panel | Composite | DigitsFigure;

/** The experiments whose results a figure shows. */
export function experimentsOf(figure: AnyFigure): string[] {
  if ("columns" in figure) {
    return figure.columns.map(({ experiment }) => experiment);
  }
  return [...new Set(panelsOf(figure).map(({ experiment }) => experiment))];
}

function panelsOf(figure: AnyFigure): readonly Panel[] {
  if ("columns" in figure) return [];
  return "places" in figure
    ? figure.places.map(({ panel }) => panel)
    : [figure];
}
