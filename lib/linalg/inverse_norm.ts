/** A linear operator on vectors of n numbers, and its transpose; both in place. */
export interface Operator {
  n: number;
  apply(x: Float64Array): void;
  applyTransposed(x: Float64Array): void;
}

/** Steps after which the estimate is as good as it gets. */
const mostSteps = 5;

/**
 * An estimate, from below, of ‖C‖₁ = max_j Σ_i |C_ij| of an operator C that can
 * only be applied, such as the inverse of a matrix known by its factors: ascent
 * on ‖C x‖₁ over the vectors with ‖x‖₁ = 1, from the middle one, and beside it
 * one vector of alternating signs that no symmetry hides from. Not a number if C is not finite.
 *
 * Hager, 1984; Higham, 1988, Algorithm 4.1 (LAPACK's dlacon).
 */
export function estimateNorm({ n, apply, applyTransposed }: Operator): number {
  const x = new Float64Array(n).fill(1 / n);
  apply(x);
  let estimate = oneNorm(x);
  let chosen = -1;
  for (let step = 0; step < mostSteps; step++) {
    for (let i = 0; i < n; i++) x[i] = x[i] < 0 ? -1 : 1;
    applyTransposed(x);
    const best = largestOf(x);
    if (best === chosen) break;
    chosen = best;
    x.fill(0);
    x[best] = 1;
    apply(x);
    const norm = oneNorm(x);
    if (!(norm > estimate)) break;
    estimate = norm;
  }
  for (let i = 0; i < n; i++) {
    x[i] = (i % 2 ? -1 : 1) * (1 + i / Math.max(1, n - 1));
  }
  apply(x);
  const alternating = 2 * oneNorm(x) / (3 * n);
  return alternating > estimate || Number.isNaN(alternating)
    ? alternating
    : estimate;
}

/** ‖x‖₁. */
function oneNorm(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += Math.abs(x[i]);
  return sum;
}

function largestOf(x: Float64Array): number {
  let best = 0;
  for (let i = 1; i < x.length; i++) {
    if (Math.abs(x[i]) > Math.abs(x[best])) best = i;
  }
  return best;
}
