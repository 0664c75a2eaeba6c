import type { Comparison } from "./comparison.ts";
import type { Results } from "./results.ts";

/**
 * What a claim is drawn from. Its words are ours:
 *
 * - `text`: words of the paper that were read, quoted in the source, and that
 *   the claim makes definite enough to be checked
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
