import type { Trace } from "../io/trace.ts";

/**
 * What a claim is drawn from. Its words are ours:
 *
 * - `text`: words of the paper that were read, quoted in the source, and that
 *   the claim makes definite enough to be checked
 * - `figure`: the panel is drawn to show it; the passage on it was not read
 * - `code`: the published scripts or their README say or do so
 * - `analysis`: it follows from the published equations
 * - `expectation`: ours, of an experiment beyond the paper, before it was run
 */
export type Basis = "text" | "figure" | "code" | "analysis" | "expectation";

/**
 * Something that the paper or its code says, in a plain sentence; what that is drawn from, and
 * where it stands; how it is measured, in a sentence. It holds if every comparison does.
 */
export type Claim = readonly [
  statement: string,
  source: `${Basis}: ${string}`,
  measured: string,
  comparisons: readonly Comparison[],
];

/** The claims on a task, by their ids. */
export type Claims = Readonly<Record<string, Claim>>;

/** What values are, which also says how they are averaged: ratios geometrically. */
export type Unit = "ratio" | "degrees" | "share" | "count" | "number";

/** Where values must be for a claim to hold: below `high`, above `low`, or between. */
export interface Bounds {
  low?: number;
  high?: number;
}

/** A number of one run, or why there is none, under words that say what it is and that no other has. */
export interface Measure {
  says: string;
  of: (trace: Trace) => number | string;
}

/** One number made of several, or why there is none, and how in words. */
export interface Combination {
  says: string;
  of: (...values: number[]) => number | string;
}

/** What is measured of one model. */
export interface Term {
  experiment: string;
  model: string;
  measure: Measure;
}

/** One number a seed, and where a claim wants it. */
export interface Comparison {
  /** what the values are: "error of DI over error of BP" */
  what: string;
  unit: Unit;
  bounds: Bounds;
  /** whether the claim is of each seed; defaults to their average */
  ofEverySeed?: boolean;
  /** what is measured; the seeds are those of the first term's experiment */
  terms: readonly Term[];
  /** how the terms' numbers are made one; defaults to the first */
  combine?: Combination;
}
