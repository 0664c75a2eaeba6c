/**
 * A figure as data: what is drawn, from which results, and its title and caption. A description is
 * the settings of the node that draws the figure, so it is JSON; TypeScript accepts a type as JSON,
 * but no interface.
 */

/** Which models go by which colours. */
export type Palette = "regression" | "mnist";

/** What models are drawn like. */
export type Styles = {
  /** defaults to the regressions' */
  palette?: Palette;
  /** the places, from 0, of models that the paper does not have; none by default */
  added?: Record<string, number>;
};

/** How a panel's vertical axis is read. */
export type VerticalAxis = {
  /** what is measured, with its unit or symbol in brackets */
  label: string;
  /** defaults to linear */
  scale?: "linear" | "log";
  /** whether a log axis is for little more than a decade: it ends where its curves do, and counts 1, 2, 5, 10 */
  close?: boolean;
  /**
   * whether the values are below zero, as a stable loop's abscissa: their size is drawn, nearest to
   * zero on top, and what is not below zero lies on the upper edge under a mark
   */
  negative?: boolean;
  /** values are drawn times this; defaults to 1 */
  factor?: number;
  /** the published limits; where means go farther so does the axis, and the figure says so */
  published?: [number, number];
  /** the axis reaches at least from the first to the second */
  atLeast?: [number, number];
  /** what the values can be at all; the axis goes no farther */
  within?: [number, number];
  /** distance between ticks, or a multiple where there is no room; chosen to fit if left out */
  step?: number;
  /** whether zero gets a dashed line */
  zeroLine?: boolean;
};

/** How a panel's horizontal axis is read where an iteration is no count of examples. */
export type HorizontalAxis = {
  /** what iterations are, with their unit or symbol in brackets */
  label: string;
  /** defaults to linear; a log axis leaves out what is not above zero */
  scale?: "linear" | "log";
};

/** What every figure has. */
export type Titled = {
  /** also the name of its file */
  name: string;
  title: string;
  /** one or two sentences for the report */
  caption: string;
};

/** One panel of the paper. */
export type Panel = Titled & Styles & {
  /** stands over the panel beside others; defaults to the label of its vertical axis */
  heading?: string;
  experiment: string;
  /** one; or one per layer, from the first, which dashes distinguish */
  metrics: string[];
  /** models drawn, of those that measured a metric; defaults to all */
  models?: string[];
  /** whether every seed has a curve of its own, in place of their mean and its interval */
  eachSeed?: boolean;
  /** only this many examples from the first are drawn; defaults to all */
  first?: number;
  /** only examples from this one on are drawn; defaults to all */
  from?: number;
  /** whether the numbers of many examples are given in thousands or millions */
  large?: boolean;
  /** whether the end of the run is drawn once more, below, its vertical axis as long as its curves */
  zoom?: boolean;
  /** defaults to numbers of examples */
  horizontal?: HorizontalAxis;
  vertical: VerticalAxis;
};

/** A panel's place among others. */
export type Place = {
  panel: Panel;
  /** stands in bold before its heading */
  letter: string;
  /** in pixels */
  box: [x: number, y: number, width: number, height: number];
  /** whether the panel below it has the numbers of its horizontal axis */
  bare?: boolean;
  /** whether it is left out where a run was too short to measure its metrics twice */
  optional?: boolean;
};

/** Several panels as the paper has them: one figure. */
export type Composite = Titled & {
  width: number;
  /** whether the horizontal axes of all panels end where the longest does */
  together?: boolean;
  /** the panels share their styles */
  places: Place[];
};

/** Images and what models make of them, experiments side by side. */
export type Digits = Titled & {
  /** one for each column, from left to right, and what stands above it */
  columns: { experiment: string; heading: string }[];
};

/** How far each model came at every point of a sweep. */
export type SweepFigure = Titled & Styles & {
  /** the name of the sweep, in place of an experiment's */
  experiment: string;
  /** what is swept */
  keys: string[];
  vertical: Pick<VerticalAxis, "label" | "factor">;
};

/** What models end with, seed by seed, and which below which. */
export type EndsFigure = Titled & Styles & {
  experiment: string;
  /** the axis of what they end with */
  ends: Pick<VerticalAxis, "label" | "factor" | "scale">;
};

/** Everything that decides how a figure is drawn. */
export type FigureDescription =
  | Panel
  | Composite
  | Digits
  | SweepFigure
  | EndsFigure;
