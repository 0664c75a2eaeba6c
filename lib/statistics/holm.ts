/**
 * Holm's correction of the p of m tests, in their order: for the k-th least of them
 *
 *   p′_(k) = max over j ≤ k of min(1, (m − j + 1) p_(j))
 *
 * To call those at most .05 significant is to be wrong in any of them with a probability of 5 % at
 * most, however they depend on each other.
 *
 * Holm, Scandinavian Journal of Statistics 6, 1979.
 */
export function holm(ps: readonly number[]): number[] {
  const corrected = [...ps];
  let largest = 0;
  ps.map((_, k) => k).sort((a, b) => ps[a] - ps[b]).forEach((k, j) => {
    largest = Math.max(largest, Math.min(1, (ps.length - j) * ps[k]));
    corrected[k] = largest;
  });
  return corrected;
}
