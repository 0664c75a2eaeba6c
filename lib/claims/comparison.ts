/** What was measured of one seed, or why nothing was. */
export type Reading =
  | { seed: number; value: number }
  | { seed: number; lacking: string };

/** What values are, which also tells how they are averaged. */
export type Unit = "ratio" | "degrees" | "share" | "count" | "number";

/** Where values must be for a claim to hold: below `high`, above `low`, or between. */
export interface Bounds {
  low?: number;
  high?: number;
}

/** One number a seed, and where a claim wants it. */
export interface Comparison {
  /** what the values are: "error of DI over error of BP" */
  what: string;
  unit: Unit;
  wanted: Bounds;
  /** whether seeds are averaged, or the claim is of each of them; defaults to averaged */
  ofEverySeed?: boolean;
  readings: readonly Reading[];
}
