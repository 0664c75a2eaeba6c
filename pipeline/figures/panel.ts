/** How a panel's vertical axis is read. */
export interface VerticalAxis {
  label: string;
  scale: "linear" | "log";
  /** values are drawn times this; defaults to 1 */
  factor?: number;
  /** the axis reaches at least from the first to the second */
  atLeast?: readonly [number, number];
  /** what the values can be at all; the axis goes no farther */
  within?: readonly [number, number];
  /** distance between ticks; chosen to fit if left out */
  step?: number;
  /** follows every tick's number: "°" */
  unit?: string;
  /** whether zero gets a dashed line */
  zeroLine?: boolean;
}

/** One panel of the paper as data: what is drawn, from where, and what is said about it. */
export interface Panel {
  /** also the name of its file */
  name: string;
  title: string;
  /** one or two sentences for the report */
  caption: string;
  experiment: string;
  metric: string;
  /** models drawn, of those that measured the metric; defaults to all */
  models?: readonly string[];
  /** only this many examples from the first are drawn; defaults to all */
  first?: number;
  vertical: VerticalAxis;
  /** which published key gives the colours; defaults to the regressions' */
  key?: "regression" | "mnist";
}
