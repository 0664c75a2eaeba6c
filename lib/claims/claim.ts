import type { Comparison } from "./comparison.ts";
import type { Results } from "./results.ts";

/**
 * How near the words of a claim are to the paper's:
 *
 * - `text`: a passage of the paper that was read says so
 * - `figure`: the panel is drawn to show it; the passage on it was not read
 * - `code`: the published scripts or their README say or do so
 * - `analysis`: it follows from the published equations
 */
export type Basis = "text" | "figure" | "code" | "analysis";

/** Something that the paper or its code says, and how it is checked. */
export interface Claim {
  id: string;
  /** the claim, a plain sentence */
  statement: string;
  /** where it is from: a part of the paper, a published script */
  source: string;
  basis: Basis;
  /** how it is measured, a sentence */
  measured: string;
  /** what the results say to it; it holds if every comparison does */
  evidence(results: Results): Comparison[];
}
