/** Exact statements on how often something is so in n trials. */
import { coverage } from "./estimate.ts";
import type { Range } from "./interval.ts";

/**
 * p of the two-sided sign test: the probability, if a were as often below b as above, of counts as
 * unequal as these or more; 1 if there are none. Ties are left out.
 *
 *   p = min(1, 2 P(X ≥ max(below, above))),   X ~ Binomial(below + above, 1/2)
 */
export function signTest(below: number, above: number): number {
  return Math.min(1, 2 * atLeast(Math.max(below, above), below + above, .5));
}

/**
 * Clopper and Pearson's 95 % interval of the probability of a yes, from the counts of n trials:
 * outside it are those p that make so many, or so few, less probable than 2.5 %.
 *
 *   P(X ≥ yes | low) = .025,   P(X ≤ yes | high) = .025,   X ~ Binomial(n, p)
 *
 * What is undecided counts as no at the low end, and as yes at the high one.
 *
 * Clopper & Pearson, Biometrika 26, 1934.
 */
export function clopperPearson(yes: number, no: number, undecided = 0): Range {
  const n = yes + no + undecided;
  return { low: leastProbability(yes, n), high: 1 - leastProbability(no, n) };
}

/** The p with P(X ≥ k) = .025, found by halving. */
function leastProbability(k: number, n: number): number {
  let low = 0, high = 1;
  for (;;) {
    const p = (low + high) / 2;
    if (p === low || p === high) return p;
    if (atLeast(k, n, p) < (1 - coverage) / 2) low = p;
    else high = p;
  }
}

/** P(X ≥ k) of X ~ Binomial(n, p). */
function atLeast(k: number, n: number, p: number): number {
  let choose = 1, sum = 0;
  // from n down to k
  for (let i = n; i >= k; i--) {
    sum += choose * p ** i * (1 - p) ** (n - i);
    choose *= i / (n - i + 1);
  }
  return sum;
}
