/**
 * Beside 1, what counts as nothing: far below rounding, with a square that has
 * all its digits.
 */
export const negligible = 1e-100;

/**
 * Brings the n × n matrix H, kept by rows, to Hessenberg form, in place: zeros
 * below the first subdiagonal, the same eigenvalues. The largest number in H is
 * to be 1, `v` is room for n numbers.
 *
 * Householder's reflections from both sides, column by column; Golub & Van
 * Loan, *Matrix Computations*, algorithm 7.4.2.
 */
export function hessenberg(H: Float64Array, n: number, v: Float64Array): void {
  for (let k = 0; k < n - 2; k++) {
    const first = H[(k + 1) * n + k];
    let below = 0;
    for (let i = k + 2; i < n; i++) {
      v[i] = H[i * n + k];
      below += v[i] * v[i];
      H[i * n + k] = 0;
    }
    if (below < negligible * negligible) continue;
    const length = Math.sqrt(first * first + below);
    // the sign that adds to the leading entry, so nothing cancels
    const r = first > 0 ? -length : length;
    v[k + 1] = first - r;
    H[(k + 1) * n + k] = r;
    reflect(H, n, { v, start: k + 1, h: r * (r - first) });
  }
}

/**
 * H ← P H P with P = I − v vᵀ / h, where v begins at `start`. Columns before
 * `start` are left alone: the caller knows them.
 */
function reflect(
  H: Float64Array,
  n: number,
  { v, start, h }: { v: Float64Array; start: number; h: number },
): void {
  for (let j = start; j < n; j++) {
    let sum = 0;
    for (let i = start; i < n; i++) sum += v[i] * H[i * n + j];
    sum /= h;
    for (let i = start; i < n; i++) H[i * n + j] -= sum * v[i];
  }
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = start; j < n; j++) sum += H[i * n + j] * v[j];
    sum /= h;
    for (let j = start; j < n; j++) H[i * n + j] -= sum * v[j];
  }
}
