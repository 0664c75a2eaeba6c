/** An axis of a drawing: from data to pixels. */
export interface PanelScale {
  domain: readonly [number, number];
  range: readonly [number, number];
}

/** What tells, of a place in a drawing, which measurement is drawn there. */
export interface PanelScales {
  experiment: string;
  /** by layer */
  metrics: readonly string[];
  /** in the order of the experiment */
  models: readonly string[];
  x: PanelScale;
  y: PanelScale & { type: "linear" | "log" };
  /** values are drawn times this */
  factor: number;
  /** how far an iteration goes on the horizontal axis */
  size: number;
}
